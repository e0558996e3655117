// What each function needs to run: its size, its time, and what of the settings it is told.
import type { FunctionId } from "./permissions.ts";

/** What a function may be told. Each has a variable of its own, or a folder beside the code. */
export type Need = "procedure" | "seal" | "public-address" | "sending" | "fonts" | "explorer";

export interface FunctionNeeds {
  readonly needs: readonly Need[];
  /** Lambda gives processor time by memory: 1,769 MB is one whole processor. */
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
}

/** Behind the gateway, which waits 29 seconds: an answer or a clear failure well before it gives up. */
const API_SECONDS = 20;
/** A cold start loads and checks half a megabyte of code; less memory makes people wait for it. */
const API_MEGABYTES = 1024;
/** Drawing a PDF is nothing but computing. */
const WHOLE_PROCESSOR = 1769;

const api = (...needs: readonly Need[]): FunctionNeeds => ({
  needs,
  memoryMegabytes: API_MEGABYTES,
  timeoutSeconds: API_SECONDS,
});

export const functionNeeds: Readonly<Record<FunctionId, FunctionNeeds>> = {
  agencies: api("procedure", "seal"),
  consultations: api("procedure", "seal"),
  documents: {
    ...api("procedure", "seal", "public-address", "fonts"),
    memoryMegabytes: WHOLE_PROCESSOR,
  },
  filings: api("seal"),
  messages: api("seal"),
  pages: api("explorer"),
  procedures: api("procedure"),
  referrals: api("procedure", "seal"),
  screening: api(),
  statistics: api("procedure"),
  /** A run takes up to 1,000 deadlines; what it leaves, the next one a quarter of an hour later finds. */
  chasers: { needs: ["procedure"], memoryMegabytes: 512, timeoutSeconds: 300 },
  mail: {
    needs: ["procedure", "seal", "public-address", "sending", "fonts"],
    memoryMegabytes: WHOLE_PROCESSOR,
    /** A sweep takes up to 1,000 messages; what it leaves, the next one a minute later finds. */
    timeoutSeconds: 300,
  },
  /** A run deletes up to 1,000 consultations and referrals; what it leaves, the next day's finds. */
  retention: { needs: ["procedure"], memoryMegabytes: 512, timeoutSeconds: 300 },
  "mail-events": { needs: [], memoryMegabytes: 512, timeoutSeconds: 20 },
};
