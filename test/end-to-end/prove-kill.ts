// npm run prove: kills the service for as many rounds as wanted, and exits with 1 where a promise was broken.
import { parseArgs } from "node:util";
import { killRounds } from "./kill-rounds.ts";
import { startInNewFolder } from "./running-service.ts";

const { rounds, seed } = parseArgs({
  options: {
    rounds: { type: "string", default: "50" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
}).values;

const service = await startInNewFolder();
try {
  console.log(`${rounds} rounds with seed ${seed}`);
  const report = await killRounds(service, {
    rounds: Number(rounds),
    consultations: 24,
    seed: Number(seed),
    say: (line) => console.log(line),
  });
  const { asked, answered, mails, copies, broken } = report;
  console.log(
    `${asked} requests, ${answered} answered before a kill; ${mails} mails and ${copies} copies.`,
  );
  for (const promise of broken) console.error(`Broken: ${promise}`);
  console.log(broken.length === 0 ? "Every promise was kept." : `Again with --seed ${seed}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
} finally {
  await service.remove();
}
