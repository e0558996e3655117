// What an authority chooses for its service on AWS, from the CDK context; without it, a sample.
import type { Node } from "constructs";
import * as z from "zod";
import { loadProcedure, profileFile } from "../../lambda/procedures/load-procedure.ts";

const SAMPLE_MAIL_FROM = "No-names consultations <no-names@example.gov.uk>";
const SAMPLE_PROCEDURE = "oxfordshire";

/** An address such as `no-names@example.gov.uk`, with or without a name before it. */
const MAILBOX = /^(?:[^<>\r\n]{1,100} <)?([^<>@\s]{1,64}@([a-z0-9.-]{1,200}))>?$/i;

const contextSchema = z
  .object({
    procedure: z.string().default(SAMPLE_PROCEDURE),
    publicAddress: z.url({ protocol: /^https$/ }).optional(),
    mailFrom: z.string().regex(MAILBOX).default(SAMPLE_MAIL_FROM),
    issuer: z.url({ protocol: /^https$/ }).optional(),
    audience: z.string().min(1).optional(),
  })
  .refine(({ issuer, audience }) => (issuer === undefined) === (audience === undefined), {
    error: "Give “issuer” and “audience” together, or neither.",
  });

export interface Settings {
  /** The checked procedure file. */
  readonly procedureFile: string;
  /** Where agencies reach the service, without a path; the gateway's own address where left out. */
  readonly publicAddress?: string;
  readonly mailFrom: {
    /** As it stands in mails. */
    readonly text: string;
    readonly address: string;
    readonly domain: string;
    readonly isSample: boolean;
  };
  /** The authority's own sign-in; a user pool of the service's own where left out. */
  readonly signIn?: { readonly issuer: string; readonly audience: string };
}

/**
 * The settings of a CDK context: `procedure` (a name or a file), `publicAddress`, `mailFrom`, and
 * `issuer` with `audience`.
 * @throws Error naming every setting that is wrong, and every mistake of the procedure
 */
export function settingsFrom(node: Node): Settings {
  const names = Object.keys(contextSchema.shape);
  const context = contextSchema.safeParse(
    Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)])),
  );
  if (!context.success) {
    throw new Error(`The CDK context is not valid.\n${z.prettifyError(context.error)}`);
  }
  const { procedure, publicAddress, mailFrom, issuer, audience } = context.data;
  const procedureFile = profileFile(procedure);
  loadProcedure(procedureFile);
  const [, address = "", domain = ""] = MAILBOX.exec(mailFrom) ?? [];
  return {
    procedureFile,
    publicAddress: publicAddress?.replace(/\/$/, ""),
    mailFrom: { text: mailFrom, address, domain, isSample: mailFrom === SAMPLE_MAIL_FROM },
    ...(issuer && audience && { signIn: { issuer, audience } }),
  };
}
