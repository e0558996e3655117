// The sweep over what is due: it sends what the stream lost and notices what was never proved.
import { log } from "../log/log.ts";
import { dueMessages } from "../messages/table.ts";
import { type Delivery, type DeliveryEffects, deliverMessage } from "./deliver-message.ts";

/** One page of the index; what is done leaves it, so the next page starts at its head again. */
const PAGE = 50;
/** 1,000 messages in one run; a council owes fewer in a day, and the next run is minutes away. */
const MAX_PAGES = 20;

export interface SweepReport {
  readonly lookedAt: number;
  readonly claimed: number;
  readonly needAttention: number;
}

/** Deals with every message that is due at the start of the run, each once. */
export async function sweepMessages(effects: DeliveryEffects): Promise<SweepReport> {
  const at = effects.clock();
  const seen = new Set<string>();
  const deliveries: Delivery[] = [];
  for (let page = 0; page < MAX_PAGES; page++) {
    const due = await dueMessages(effects.database, at, PAGE);
    const fresh = due.filter(({ messageId }) => !seen.has(messageId));
    if (fresh.length === 0) break;
    for (const message of fresh) {
      seen.add(message.messageId);
      deliveries.push(await deliverMessage(message, effects));
    }
  }
  const report = {
    lookedAt: deliveries.length,
    claimed: deliveries.filter((delivery) => delivery === "sent").length,
    needAttention: deliveries.filter((delivery) => delivery === "needs-attention").length,
  };
  log("mail-swept", report);
  return report;
}
