// The function for what people read about the service; what has no route comes here too, and is not found.
import packageJson from "../../package.json" with { type: "json" };
import { allOperations } from "../all-operations.ts";
import type { Operation } from "../http/contract.ts";
import { type HttpFunction, httpFunction } from "../http/http-function.ts";
import { readDocs } from "../pages/read-docs.ts";
import { docsFolderFrom, readDocsFile } from "../pages/read-docs-file.ts";
import { readHealth } from "../pages/read-health.ts";
import { readOpenapi } from "../pages/read-openapi.ts";
import { readProblem } from "../pages/read-problem.ts";

interface PagesEffects {
  readonly clock: () => Date;
  readonly operations: readonly Operation[];
  readonly version: string;
  readonly docsFolder: string;
}

export const pages = ({
  clock = () => new Date(),
  operations = allOperations,
  version = packageJson.version,
  docsFolder = docsFolderFrom(process.env),
}: Partial<PagesEffects> = {}): HttpFunction =>
  httpFunction(
    [
      readOpenapi({ operations, version }),
      readDocs(),
      readDocsFile({ docsFolder }),
      readHealth({ version }),
      readProblem(),
    ],
    { clock },
  );

export const handler = pages();
