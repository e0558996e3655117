// Ids of the register stand in addresses and access logs, so none may say who somebody is.
import { Problem } from "../http/problem.ts";
import { type Finding, screen } from "../screening/screen.ts";

const DETAIL =
  "An id is seen in addresses and access logs, so it can't hold the name of a person. Choose another, such as the kind of setting and its place. For a sole professional choose one that says nothing about them, such as “childminder-4719”.";

/** Drawn by a machine: "dead", "abed" or "face" between its hyphens is chance. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Refuses an id that names a person, read with its hyphens as spaces. For a sole professional even
 * what may be a name counts, for there the id stands for a person.
 * @throws Problem `identifiers-found`, whose findings have offsets into the id.
 */
export function refuseNameInId(
  field: "/agencyId" | "/area",
  id: string,
  { soleProfessional = false }: { readonly soleProfessional?: boolean } = {},
  read: (text: string) => readonly Finding[] = screen,
): void {
  if (UUID.test(id)) return;
  const refused = ({ type, certainty }: Finding) =>
    type === "PERSON" && (certainty === "certain" || soleProfessional);
  const findings = read(id.replaceAll("-", " "))
    .filter(refused)
    .map((finding) => ({ field, ...finding }));
  if (findings.length > 0) throw new Problem("identifiers-found", DETAIL, { findings });
}
