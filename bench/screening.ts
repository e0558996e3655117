// The guard's speed, its worst inputs, and what it adds to a bundle and to a cold start.
// Each figure is the best of several rounds, in time of the processor.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { screen } from "../lambda/screening/screen.ts";
import { readCorpus } from "../training/marked-text.ts";

const leastMegabytesPerSecond = 5;
const mostHostileMs = 100;
const mostBytes = 600_000;
const mostImportMs = 40;
const rounds = 15;
const hostileLength = 100_000;

const project = join(import.meta.dirname, "..");

function best(measure: () => number): number {
  return Math.min(...Array.from({ length: rounds }, measure));
}

/** Milliseconds of the processor: on a shared machine the clock on the wall measures the others too. */
function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function say(what: string, value: string, isMet: boolean): void {
  console.log(`${isMet ? "met    " : "NOT MET"} ${what}: ${value}`);
  if (!isMet) process.exitCode = 1;
}

const texts = readCorpus(join(project, "test/screening/corpus/train"))
  .filter(({ kind }) => kind === "clean")
  .map(({ text }) => text);
const characters = texts.reduce((sum, text) => sum + text.length, 0);
const fastest = best(() =>
  timed(() => {
    for (const text of texts) screen(text);
  }),
);
const speed = characters / fastest / 1000;
say(
  `prose, ${characters} characters`,
  `${speed.toFixed(1)} MB/s, at least ${leastMegabytesPerSecond}`,
  speed >= leastMegabytesPerSecond,
);

const hostile =
  'a|1 |1-|1.|01/02/|@|a@b|a@b.com |jo at |a dot |a_|a#|a*|.|-|(|A|A. |A.B.|J-|Ab |Ann |Ann, |Ann and |Mr |Mr Ann |mum Ann |Flat 1 |12 Larch |St |Primary |born 1 |nhs 1|NNC |NNC-7K3M-|AB12 |one |double |A b c d |(a)|www.|http://a|\ud800|a\u0301|😀|é|ﷺ|м|\u200b|x\u200b|\n|{"a":|<b>|M4n1 |child A, B C D 1/1/11 '.split(
    "|",
  );
let slowest = { seed: "", ms: 0 };
for (const seed of hostile) {
  const text = seed.repeat(Math.ceil(hostileLength / seed.length)).slice(0, hostileLength);
  const ms = best(() => timed(() => void screen(text)));
  if (ms > slowest.ms) slowest = { seed, ms };
}
say(
  `${hostile.length} hostile texts of ${hostileLength} characters`,
  `slowest ${slowest.ms.toFixed(0)} ms (${JSON.stringify(slowest.seed)}), at most ${mostHostileMs}`,
  slowest.ms <= mostHostileMs,
);

const folder = mkdtempSync(join(tmpdir(), "no-names-guard-"));
try {
  const file = join(folder, "screen.cjs");
  await build({
    ...{ entryPoints: [join(project, "lambda/screening/screen.ts")], outfile: file },
    ...{
      bundle: true,
      minify: true,
      platform: "node",
      target: "node24",
      format: "cjs",
      logLevel: "error",
    },
  });
  const bytes = statSync(file).size;
  say("added to a bundle", `${bytes} bytes, at most ${mostBytes}`, bytes <= mostBytes);
  const load = `const s=process.cpuUsage();require(${JSON.stringify(file)});const {user,system}=process.cpuUsage(s);process.stdout.write(String((user+system)/1000))`;
  const ms = best(() => Number(execFileSync(process.execPath, ["-e", load], { encoding: "utf8" })));
  say("added to a cold start", `${ms.toFixed(0)} ms, at most ${mostImportMs}`, ms <= mostImportMs);
} finally {
  rmSync(folder, { recursive: true });
}
