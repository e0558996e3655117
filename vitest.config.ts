import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Stores are tested on a real engine and the whole service as a child process: both need seconds on a small machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
