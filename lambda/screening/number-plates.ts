// Number plates: of today, of before 2001, foreign ones, and ones with gaps where a vehicle is spoken of.

import type { Mark } from "./finding.ts";

/** What a code is, and how sure. */
export type Judgement = Pick<Mark, "type" | "certainty">;

const vehicleNear =
  /\b(?:reg|regs|registration|registered|plates?|plated|vrm|index|vehicles?|veh|car|cars|van|lorry|truck|taxi|cab|bike|moped|motorbike|motorcycle|scooter|minibus|caravan|drives|drove|driving|driven|driver|parked|ford|vauxhall|audi|bmw|mercedes|toyota|nissan|kia|vw|volkswagen|polo|fiesta|focus|corsa|astra|golf|transit|clio|corolla|qashqai|honda|hyundai|peugeot|renault|citroen|skoda|seat|fiat|mazda|volvo|tesla|suzuki|mini|tractor|horsebox|trailer|motorhome|mondeo|insignia|passat|micra|juke|sprinter|range rover|land rover)\b/i;

/** Small words after a letter and a figure: "P1 has", "X4 bus". */
const smallWords =
  /[\d ](?:has|had|was|and|the|for|but|did|not|who|mum|dad|bus|are|can|may|got|say|any|all|one|two|her|his|how|too|now|yrs|mth|wks|old|day)$/i;

export function judgePlate(found: string, before: string, after: string): Judgement | undefined {
  if (found !== found.toUpperCase() && found !== found.toLowerCase()) return undefined;
  if (smallWords.test(found)) return undefined;
  if (vehicleNear.test(before) || vehicleNear.test(after.slice(0, 24))) {
    return { type: "VEHICLE_REG", certainty: "certain" };
  }
  const isTogether = /^[a-z]{2}\d{2}[a-z]{3}$/i.test(found);
  if (isTogether && found === found.toLowerCase())
    return { type: "VEHICLE_REG", certainty: "possible" };
  const isWritten = found === found.toUpperCase() && /^[A-HJ-PR-Y][A-HJ-PR-Y][._-]?\d/.test(found);
  return isWritten ? { type: "VEHICLE_REG", certainty: "certain" } : undefined;
}

const plateNear =
  /\b(?:reg|regs|registration|plates?|vrm|number plate)\b[^.;\n]{0,30}$|\b(?:car|van|lorry|truck|taxi|astra|golf|transit|corsa|fiesta|bmw|audi|horsebox|corolla|focus|polo|mercedes|vauxhall|ford)\b[ ,:(-]{1,3}$/i;

/** "YJ 1 9 KXO", "R 41 DHL", "yk18 o2d": only where a plate is spoken of. */
export function judgeGappedPlate(
  found: string,
  before: string,
  after: string,
): Judgement | undefined {
  if (found !== found.toUpperCase() && found !== found.toLowerCase()) return undefined;
  if (smallWords.test(found) || !/[A-Z]/i.test(found.slice(-3))) return undefined;
  const isListed = /\b[A-Z]{2}\d{2} [A-Z]{3}(?: \([^()]{1,12}\))?, $/.test(before);
  const isApart = / [A-Z] [A-Z]$/.test(found) && vehicleNear.test(after.slice(0, 24));
  return plateNear.test(before) || isListed || isApart
    ? { type: "VEHICLE_REG", certainty: "certain" }
    : undefined;
}

/** Plates of before 2001 look like a year group and a short form ("Y10 SEN"), so the words beside them count. */
export function judgeOldPlate(found: string, before: string, after: string): Judgement | undefined {
  if (found !== found.toUpperCase() && found !== found.toLowerCase()) return undefined;
  if (smallWords.test(found)) return undefined;
  if (vehicleNear.test(before) || vehicleNear.test(after.slice(0, 24))) {
    return { type: "VEHICLE_REG", certainty: "certain" };
  }
  const isWritten = /^(?:[A-HJ-NPR-TV-Y]\d{3} ?[A-Z]{3}|[A-Z]{3} ?\d{3}[A-HJ-NPR-TV-Y])$/.test(
    found,
  );
  return isWritten ? { type: "VEHICLE_REG", certainty: "possible" } : undefined;
}

export function judgeForeignPlate(
  _found: string,
  before: string,
  after: string,
): Judgement | undefined {
  return vehicleNear.test(before) || vehicleNear.test(after.slice(0, 24))
    ? { type: "VEHICLE_REG", certainty: "certain" }
    : undefined;
}
