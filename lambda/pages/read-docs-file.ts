// GET /docs/{file}: the files of the explorer. Only those the contract names are there.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Content } from "../http/reply.ts";
import { implement } from "../http/request.ts";
import * as contract from "./contract.ts";
import { explorerScript } from "./explorer.ts";

/** A new version of the service has new files under the old names: an hour of the old ones does no harm. */
const CACHE_CONTROL = "public, max-age=3600";

/** Answers a file of the explorer from `docsFolder`, the folder of swagger-ui-dist or a copy of it. */
export const readDocsFile = ({ docsFolder }: { readonly docsFolder: string }) =>
  implement<typeof contract.readDocsFile>({
    operation: contract.readDocsFile,
    async handle({ parameters: { file } }) {
      const mediaType = contract.docsFiles[file];
      const data = file === "start.js" ? explorerScript : await readFile(join(docsFolder, file));
      return {
        status: 200,
        headers: { "Cache-Control": CACHE_CONTROL },
        body: mediaType.startsWith("text/")
          ? new Content(`${mediaType}; charset=utf-8`, data.toString())
          : new Content(mediaType, data),
      };
    },
  });

/** The folder of the explorer's files: `DOCS_DIR`, else that of the installed package. */
export function docsFolderFrom(environment: NodeJS.ProcessEnv): string {
  const given = environment.DOCS_DIR;
  if (given !== undefined && given !== "") return given;
  return dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
}
