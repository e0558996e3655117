// GET /problems/{slug}: what a problem means and what to do, as a page for people or as JSON.
import { type ProblemKind, problemKinds, type Slug } from "../http/problem.ts";
import { Content, type Reply } from "../http/reply.ts";
import { implement } from "../http/request.ts";
import { html } from "../letters/html.ts";
import { PAGE_SECURITY_POLICY, page } from "../letters/page.ts";
import * as contract from "./contract.ts";

/** Explains one kind of problem; a slug that is none is `not-found`. */
export const readProblem = () =>
  implement<typeof contract.readProblem>({
    operation: contract.readProblem,
    async handle({ parameters: { slug }, mediaType }) {
      return mediaType === "text/html" ? problemPage(slug) : problemKind(slug);
    },
  });

function problemKind(slug: Slug): Reply {
  return { status: 200, body: { type: `/problems/${slug}`, ...problemKinds[slug] } };
}

function problemPage(slug: Slug): Reply {
  const { status, title, meaning, remedy }: ProblemKind = problemKinds[slug];
  const body = html`<p>${meaning}</p>
<h2>What to do</h2>
<p>${remedy}</p>
<h2>For developers</h2>
<p>The service answers <strong>${status}</strong> with the type <code>/problems/${slug}</code>. The <code>detail</code> of the answer says more about the one request, and its <code>instance</code> is the number to quote when you ask us about it.</p>`;
  return {
    status: 200,
    headers: { "Content-Security-Policy": PAGE_SECURITY_POLICY },
    body: new Content("text/html; charset=utf-8", page({ title, body })),
  };
}
