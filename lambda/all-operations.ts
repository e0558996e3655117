// Every HTTP operation: the gateway's routes, the local server's, OpenAPI and the tests of the roles follow.
import { agencyOperations } from "./agencies/contract.ts";
import { consultationOperations } from "./consultations/contract.ts";
import { correctionOperations } from "./consultations/correction-contract.ts";
import { formOperations } from "./consultations/form-contract.ts";
import type { Operation } from "./http/contract.ts";
import { messageOperations } from "./messages/contract.ts";
import { pageOperations } from "./pages/contract.ts";
import { procedureOperations } from "./procedures/contract.ts";
import { referralOperations } from "./referrals/step-contract.ts";
import { screeningOperations } from "./screening/contract.ts";
import { statisticsOperations } from "./statistics/contract.ts";

export const allOperations: readonly Operation[] = [
  ...screeningOperations,
  ...consultationOperations,
  ...correctionOperations,
  ...formOperations,
  ...referralOperations,
  ...agencyOperations,
  ...procedureOperations,
  ...messageOperations,
  ...statisticsOperations,
  ...pageOperations,
];
