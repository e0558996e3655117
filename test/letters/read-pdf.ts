// Reads a PDF as a person does who sees it, or listens to it: its words, pages, tags, links and bookmarks.

import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface TaggedText {
  /** The structure type the text stands directly in, such as `P`; `Artifact` for what isn't part of the letter. */
  readonly tag: string;
  readonly text: string;
}

export interface ReadPdf {
  readonly title: unknown;
  readonly language: unknown;
  readonly marked: boolean;
  readonly showsTitle: boolean;
  readonly xmp: string;
  readonly bookmarks: readonly string[];
  /** Page by page, in reading order. */
  readonly pages: readonly (readonly TaggedText[])[];
  /** Structure types from the root down, in reading order, such as `Document > Sect > H1`. */
  readonly structure: readonly string[];
  readonly links: readonly { readonly url: string; readonly contents: string }[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const pdf = await loading.promise;
  const { info, metadata } = await pdf.getMetadata();
  const pages: TaggedText[][] = [];
  const structure: string[] = [];
  const links: { url: string; contents: string }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent({
      includeMarkedContent: true,
      disableNormalization: true,
    });
    pages.push(taggedTexts(content.items));
    structure.push(...structurePaths(await page.getStructTree()));
    for (const annotation of await page.getAnnotations()) {
      links.push({ url: annotation.url, contents: annotation.contentsObj?.str ?? "" });
    }
  }
  const outline = (await pdf.getOutline()) ?? [];
  const read: ReadPdf = {
    title: Reflect.get(info, "Title"),
    language: Reflect.get(info, "Language"),
    marked: isTrue(await pdf.getMarkInfo(), "Marked"),
    showsTitle: isTrue(await pdf.getViewerPreferences(), "DisplayDocTitle"),
    xmp: metadata?.getRaw() ?? "",
    bookmarks: outline.map(({ title }) => title),
    pages,
    structure,
    links,
  };
  await loading.destroy();
  return read;
}

/** pdfjs answers with Maps, whatever its types say. */
function isTrue(dictionary: unknown, key: string): boolean {
  return dictionary instanceof Map && dictionary.get(key) === true;
}

/** The letter's text, without what stands on each page. */
export function letterTextOf({ pages }: ReadPdf): string {
  return pages
    .flat()
    .filter(({ tag }) => tag !== "Artifact")
    .map(({ text }) => text)
    .join("\n");
}

/** What stands on each page without being part of the letter. */
export function artifactsOf({ pages }: ReadPdf): string[] {
  return pages.map((texts) =>
    texts
      .filter(({ tag }) => tag === "Artifact")
      .map(({ text }) => text)
      .join("\n"),
  );
}

function taggedTexts(items: readonly object[]): TaggedText[] {
  const texts: TaggedText[] = [];
  let open: { tag: string; text: string } | undefined;
  for (const item of items) {
    if ("str" in item) {
      if (open === undefined) throw new Error(`Text outside any tag: ${String(item.str)}`);
      open.text += String(item.str);
      if ("hasEOL" in item && item.hasEOL === true) open.text += "\n";
    } else if ("type" in item && String(item.type).startsWith("begin")) {
      open = { tag: "tag" in item ? String(item.tag) : "", text: "" };
      texts.push(open);
    } else {
      open = undefined;
    }
  }
  return texts
    .map(({ tag, text }) => ({ tag, text: text.trim() }))
    .filter(({ text }) => text !== "");
}

interface StructureNode {
  readonly role?: string;
  readonly children?: readonly object[];
}

function structurePaths(node: StructureNode | null, above: readonly string[] = []): string[] {
  if (node === null || node.children === undefined) return [];
  const path = node.role === undefined || node.role === "Root" ? above : [...above, node.role];
  return [
    path.join(" > "),
    ...node.children.flatMap((child) => structurePaths(child, path)),
  ].filter((line) => line !== "");
}
