// Where a running service on this machine is found, as it tells other programs in service.json.
import type { Role } from "../../lambda/http/roles.ts";

/** Addresses are on 127.0.0.1. */
export interface ServiceAddresses {
  readonly pid: number;
  readonly api: string;
  readonly inbox: string;
  readonly dynamodb: string;
  readonly control: string;
  readonly issuer: string;
  readonly audience: string;
  /** An access token for each role. */
  readonly tokens: Readonly<Record<Role, string>>;
}
