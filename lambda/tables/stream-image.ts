// An item as a stream carries it, made into the item a table holds.
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { AttributeValue } from "aws-lambda";
import type { Item } from "./definition.ts";

/** The item of a stream's image: the types differ from the SDK's only in how bytes are written. */
export const itemOfImage = (image: Readonly<Record<string, AttributeValue>>): Item =>
  unmarshall(image as Parameters<typeof unmarshall>[0]);
