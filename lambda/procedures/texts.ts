// The sentences an authority puts into forms, directions and messages. Those with a default suit most.
import * as z from "zod";
import { assumed, sentences } from "./wording.ts";

export const textsSchema = z.strictObject({
  assumed,
  privacy: sentences.meta({ description: "The privacy notice at the end of each form." }),
  howToRefer: sentences.meta({ description: "How an agency makes a referral." }),
  resolutionPolicy: sentences.meta({
    description: "What to do about a disagreement; names the authority's policy.",
  }),
  allegations: sentences.meta({
    description: "Names the procedure for allegations against people who work with children.",
  }),
  complaintsAndAdvocacy: sentences.optional().meta({
    description: "How to complain and who speaks for the child; in the message of the outcome.",
  }),
  unbornChildren: sentences.optional().meta({ description: "When to refer an unborn child." }),
  publicFeedback: sentences
    .default(
      "Thank you for telling us. What you said was looked into. What we found and decided is confidential to the family, so we can't tell you more.",
    )
    .meta({ description: "What a member of the public who referred is told of the outcome." }),
  ifConcernGrows: sentences.default(
    "If the concern grows or anything changes, don't wait: call again, or make a referral.",
  ),
  keepOnFile: sentences.default(
    "File this form with the child's safeguarding records at once. You know the child it is about; no name of theirs is held here.",
  ),
  correcting: sentences.default(
    "If something here is wrong, call the social worker who advised you. Quote the reference, and don't name the child.",
  ),
  wrongRecipient: sentences.default(
    "If this has reached you by mistake, don't pass it on. Tell the children's services team named here, quoting the reference, and delete it.",
  ),
  findingOut: sentences.default(
    "It is not known whether the child has a social worker. Find out in an open discussion with the family, unless that would put a child at risk.",
  ),
});

export const markingSchema = z.strictObject({
  text: z.string().min(1, { error: "This can't be empty." }).max(100),
  place: z.enum(["top", "bottom", "top-and-bottom"]),
  assumed,
});
