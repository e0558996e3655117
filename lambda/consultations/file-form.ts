// The page behind the link in the form, and the button on it: the agency says that it filed the form (R8).
import type { Operation } from "../http/contract.ts";
import { Content, type Reply } from "../http/reply.ts";
import { implement, type Request } from "../http/request.ts";
import { type Html, html } from "../letters/html.ts";
import { PAGE_SECURITY_POLICY, page } from "../letters/page.ts";
import type { Reference } from "../references/reference.ts";
import type { Seal } from "../tables/seal.ts";
import { filedReference } from "./filing-link.ts";
import * as contract from "./form-contract.ts";
import { addFiled, keepingRead, parseKeeping } from "./table.ts";

interface FilingEffects {
  readonly seal: Seal;
}

/** GET /filings/{token}: shows the button and changes nothing. */
export const readFiling = (effects: FilingEffects) =>
  implement<typeof contract.readFiling>({
    operation: contract.readFiling,
    async handle(request) {
      const reference = await keptReference(request, effects);
      return reference === undefined ? unknownLink() : askingPage(reference);
    },
  });

/** POST /filings/{token}: notes it once, and thanks every time. */
export const fileForm = (effects: FilingEffects) =>
  implement<typeof contract.fileForm>({
    operation: contract.fileForm,
    async handle(request) {
      const reference = await keptReference(request, effects);
      if (reference === undefined) return unknownLink();
      await request.commit({ status: 200 }, [addFiled(reference, request.at)]);
      return thanksPage(reference);
    },
  });

interface FilingRequest {
  readonly at: Date;
  readonly parameters: { readonly token: string };
  readonly read: Request<Operation>["read"];
}

/** The consultation a link is for, while it is kept: an unknown link and a purged one are alike. */
async function keptReference(
  { at, parameters: { token }, read }: FilingRequest,
  { seal }: FilingEffects,
): Promise<Reference | undefined> {
  const reference = filedReference(seal, token);
  if (reference === undefined) return undefined;
  const [item] = await read([keepingRead(reference)]);
  return parseKeeping(item, at) && reference;
}

function askingPage(reference: Reference): Reply {
  const title = "Confirm that the form is filed";
  const body = html`<p>This is about the record of consultation <strong>${reference}</strong>.</p>
<p>Confirm once you have put it with the child's safeguarding records. The children's services team then knows that it has arrived and is kept.</p>
<form method="post"><button type="submit">The form is filed</button></form>
<p>If you have not filed it yet, close this page. Nothing is noted until you press the button.</p>`;
  return pageReply(200, page({ title, body }));
}

function thanksPage(reference: Reference): Reply {
  const done = `It is noted that the record of consultation ${reference} is filed.`;
  const body = html`<p>You can close this page. Quote the reference and the date of the consultation if you ask again or refer.</p>`;
  return pageReply(200, page({ title: "Thank you", done, body }));
}

function unknownLink(): Reply {
  const body: Html = html`<p>The link is incomplete, or the consultation it belongs to is no longer kept.</p>
<p>Open the link from the email again, or copy the whole of it. If that does not help, call the social worker who advised you and quote the reference on the form.</p>`;
  return pageReply(404, page({ title: "This link leads nowhere", body }));
}

const pageReply = (status: number, content: string): Reply => ({
  status,
  headers: { "Content-Security-Policy": PAGE_SECURITY_POLICY },
  body: new Content("text/html; charset=utf-8", content),
});
