// What the functions are told by their environment, read once and checked when they are made.
import * as z from "zod";

const settingSchemas = {
  /** Where agencies reach the service: an address without a path. */
  PUBLIC_ADDRESS: z.url({ protocol: /^https?$/ }),
  /** The sending address, with a name if wanted. */
  MAIL_FROM: z.string().min(3),
  /** The configuration set that asks for TLS and reports what becomes of mail. */
  MAIL_CONFIGURATION_SET: z.string().min(1),
} as const;

/**
 * A setting of the environment.
 * @throws Error naming the variable when it is missing or wrong, so that a function with it doesn't start.
 */
export function setting(
  name: keyof typeof settingSchemas,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const result = settingSchemas[name].safeParse(environment[name]);
  if (result.success) return result.data;
  throw new Error(`The environment variable ${name} is missing or not valid. Set it.`);
}
