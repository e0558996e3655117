// POST /screenings: findings, a rewritten text and warnings for whoever is still writing.
import { describe, expect, it } from "vitest";
import { screening } from "../../lambda/functions/screening.ts";
import { screeningOperations } from "../../lambda/screening/contract.ts";
import { callsTo } from "../call-function.ts";

const clock = () => new Date("2026-11-23T10:30:00Z");
const call = callsTo(screening({ clock }), screeningOperations);
const screenings = (body: unknown, query = "") =>
  call("POST", `/screenings${query}`, { as: "auditor", body, key: null });

describe("a screening", () => {
  it("finds what may identify somebody in one text, with its place", async () => {
    const text = "Ring the mother on 01632 960001.";
    const { status, body } = await screenings({ text });
    expect(status).toBe(200);
    expect(body?.findings).toEqual([
      expect.objectContaining({ start: 19, end: 31, type: "PHONE", certainty: "certain" }),
    ]);
    expect(body).not.toHaveProperty("rewritten");
  });

  it("names the field where fields are given", async () => {
    const { body } = await screenings({
      fields: { "/concern": "Quiet.", "/advice": "Write to jo@example.org." },
    });
    expect(body?.findings).toEqual([expect.objectContaining({ field: "/advice", type: "EMAIL" })]);
  });

  it("rewrites the whole text on request, so that nothing is found in it any more", async () => {
    const text = "Mrs Okafor rang from 01632 960001.";
    const { body } = await screenings({ text }, "?rewrite=true");
    expect(body?.rewritten).not.toMatch(/Okafor|01632/);
    const again = await screenings({ text: body?.rewritten });
    expect(again.body?.findings).toEqual([]);
  });

  it("rewrites fields one by one", async () => {
    const fields = { "/concern": "Quiet.", "/advice": "Write to jo@example.org." };
    const { body } = await screenings({ fields }, "?rewrite=true");
    expect(body?.rewritten).toMatchObject({ "/concern": "Quiet." });
    expect(JSON.stringify(body?.rewritten)).not.toContain("jo@example.org");
  });

  it("warns of words that harm, and refuses nothing for them (R29)", async () => {
    const { status, body } = await screenings({ text: "This was a malicious referral." });
    expect(status).toBe(200);
    expect(body?.warnings).toEqual([expect.objectContaining({ kind: "harmful-word" })]);
    expect(body?.findings).toEqual([]);
  });

  it("takes no other query, and no text beside fields", async () => {
    expect((await screenings({ text: "a" }, "?rewrite=maybe")).status).toBe(400);
    expect((await screenings({ text: "a", fields: {} })).status).toBe(422);
  });
});
