// Register entries as they are answered: everything but the count that guards their changes.
import type { Agency, Area } from "./agency.ts";
import type { AgencyAnswer, AreaAnswer } from "./contract.ts";

export const agencyAnswer = ({ version: _, ...answer }: Agency): AgencyAnswer => answer;
export const areaAnswer = ({ version: _, ...answer }: Area): AreaAnswer => answer;
