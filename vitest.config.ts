import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // What every function is told in the stack; a function without it refuses to start.
    env: {
      AWS_REGION: "eu-west-2",
      SEALING_SECRET: "a secret for tests that is long enough",
      PUBLIC_ADDRESS: "https://no-names.test",
      MAIL_FROM: "No-names consultations <no-names@authority.test>",
      MAIL_CONFIGURATION_SET: "no-names",
    },
    // A passing test has nothing to say.
    silent: "passed-only",
    include: ["test/**/*.test.ts"],
    // Real engines and whole services on a shared machine: in CI what fails once is tried once more.
    retry: process.env.CI === undefined ? 0 : 1,
    // Stores are tested on a real engine and the whole service as a child process: both need seconds on a small machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
