// Drawing and reading references, each against the least that any way of doing it needs.

import { randomBytes } from "node:crypto";
import { issueReference, parseReference } from "../lambda/references/reference.ts";
import { compareWithFloor, report } from "./rounds.ts";

const TIMES = 50_000;

report(
  "drawing a reference, against its ten random bytes",
  compareWithFloor(
    TIMES,
    () => void issueReference("consultation"),
    () => void randomBytes(10),
  ),
  { timesTheFloor: 5 },
);

const typed = issueReference("consultation").toLowerCase();
const values = new Map(Array.from("0123456789cfghjkmrtvwxyn", (symbol, value) => [symbol, value]));

report(
  "reading a reference as typed, against looking its characters up",
  compareWithFloor(
    TIMES,
    () => void parseReference(typed),
    () => {
      for (const character of typed.replace(/[\s.-]/g, "")) values.get(character);
    },
  ),
  { timesTheFloor: 8 },
);

const megabytes = " ".repeat(8 * 1024 * 1024);

report(
  "refusing eight megabytes, against reading one reference",
  compareWithFloor(
    TIMES,
    () => void parseReference(megabytes),
    () => void parseReference(typed),
  ),
  { timesTheFloor: 1 },
);
