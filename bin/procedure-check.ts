// npm run procedure:check FILE: says in plain words what a procedure does, and what is odd about it.
import { loadProcedure, profileFile, profileNames } from "../lambda/procedures/load-procedure.ts";
import { odditiesOf } from "../lambda/procedures/oddities.ts";
import { ProcedureErrors } from "../lambda/procedures/procedure-errors.ts";
import { awaitingConfirmation, procedureInWords } from "../lambda/procedures/procedure-words.ts";

/** Exit codes: 0 usable, however odd; 1 not usable; 2 called wrongly. */
process.exitCode = check(process.argv.slice(2), new Date());

function check([nameOrFile, ...more]: readonly string[], at: Date): number {
  if (nameOrFile === undefined || more.length > 0) {
    console.error("Give one procedure: npm run procedure:check FILE");
    console.error(`FILE is the path of a procedure file, or one of: ${profileNames().join(", ")}.`);
    return 2;
  }
  try {
    const procedure = loadProcedure(profileFile(nameOrFile));
    list("What this procedure does:", procedureInWords(procedure));
    list("Still to be confirmed by the authority:", awaitingConfirmation(procedure));
    list("What is odd about it:", odditiesOf(procedure, at));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    if (error instanceof ProcedureErrors) console.error("Correct these and check it again.");
    return 1;
  }
}

function list(title: string, lines: readonly string[]): void {
  console.log(`\n${title}`);
  for (const line of lines.length > 0 ? lines : ["Nothing."]) console.log(`- ${line}`);
}
