// What people read about the service: health, the explorer, its description, and a page a problem.
import { describe, expect, it, test } from "vitest";
import * as z from "zod";
import { pages } from "../../lambda/functions/pages.ts";
import { problemKinds, slugs } from "../../lambda/http/problem.ts";
import { pageOperations } from "../../lambda/pages/contract.ts";
import packageJson from "../../package.json" with { type: "json" };
import { callsTo } from "../call-function.ts";

const call = callsTo(pages(), pageOperations);
const read = (address: string, accept?: string) =>
  call("GET", address, { headers: accept === undefined ? {} : { accept } });

test("health says which version answers, to anybody", async () => {
  const answer = await read("/health");
  expect(answer).toMatchObject({
    status: 200,
    body: { status: "ok", version: packageJson.version },
  });
});

test("the description is served as JSON with every operation of the service", async () => {
  const { status, body } = await read("/openapi.json");
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: "3.1.0", info: { version: packageJson.version } });
  expect(body?.paths).toHaveProperty(["/consultations", "post"]);
});

test("what has no route is not found", async () => {
  expect(await read("/consultation")).toMatchObject({
    status: 404,
    body: { type: "/problems/not-found" },
  });
});

describe("the explorer", () => {
  it("loads nothing but files of the service itself, and runs no script of the page", async () => {
    const { sent = "", headers } = await read("/docs", "text/html");
    const loaded = [...sent.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    expect(loaded).toContain("docs/swagger-ui-bundle.js");
    for (const address of loaded) expect(address).not.toMatch(/^(?:[a-z]+:|\/)/);
    expect(sent).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=/);
    expect(headers["Content-Security-Policy"]).toContain("script-src 'self';");
    expect(headers["Content-Security-Policy"]).not.toContain("unsafe");
  });

  it("finds every file that its page asks for, as what it is", async () => {
    const { sent = "" } = await read("/docs");
    const files = [...sent.matchAll(/"(docs\/[^"]+)"/g)].map(([, file]) => `/${file}`);
    expect(files).toHaveLength(4);
    for (const file of files) {
      const { status, headers, sent: content } = await read(file, "*/*");
      expect(status).toBe(200);
      expect(content?.length).toBeGreaterThan(100);
      const types = { js: /^text\/javascript/, css: /^text\/css/, png: /^image\/png$/ };
      const [, extension] = z
        .tuple([z.string(), z.enum(["js", "css", "png"])])
        .parse(file.split(/\.(?=\w+$)/));
      expect(headers["Content-Type"]).toMatch(types[extension]);
    }
  });

  it("starts with the service's own description and sends it nowhere", async () => {
    const { sent } = await read("/docs/start.js");
    expect(sent).toContain('new URL("openapi.json", document.baseURI)');
    expect(sent).toContain("validatorUrl: null");
  });

  it.each(["swagger-ui.js", "package.json", "..%2Fpackage.json", "%2e%2e", "start.js%00"])(
    "gives no other file: %s",
    async (file) => {
      expect((await read(`/docs/${file}`)).status).toBe(404);
    },
  );
});

describe("the page of a problem", () => {
  it.each(slugs)("says what %s means and what to do", async (slug) => {
    const { status, headers, sent } = await read(`/problems/${slug}`);
    expect(status).toBe(200);
    expect(headers["Content-Type"]).toBe("text/html; charset=utf-8");
    const { title } = problemKinds[slug];
    expect(sent).toContain(`<title>${title.replaceAll("'", "&#39;")} – No-names consultations`);
    expect(sent).toContain(`<code>/problems/${slug}</code>`);
    expect(sent).toContain("What to do");
  });

  it("is JSON for programs that ask for it", async () => {
    const { status, title, meaning, remedy } = problemKinds.conflict;
    expect((await read("/problems/conflict", "application/json")).body).toEqual({
      type: "/problems/conflict",
      status,
      title,
      meaning,
      remedy,
    });
  });

  it("is not there for a slug that is none", async () => {
    expect((await read("/problems/constructor")).status).toBe(404);
  });

  it("comes in no other form", async () => {
    expect((await read("/problems/conflict", "application/pdf")).status).toBe(406);
  });
});
