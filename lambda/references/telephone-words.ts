// How each character of a reference is said on the telephone: digits in English, letters in the ICAO spelling alphabet.

/** No two words are alike, so what was heard leads back to one reference. */
export const TELEPHONE_WORDS: ReadonlyMap<string, string> = new Map([
  ["0", "zero"],
  ["1", "one"],
  ["2", "two"],
  ["3", "three"],
  ["4", "four"],
  ["5", "five"],
  ["6", "six"],
  ["7", "seven"],
  ["8", "eight"],
  ["9", "nine"],
  ["C", "Charlie"],
  ["F", "Foxtrot"],
  ["G", "Golf"],
  ["H", "Hotel"],
  ["J", "Juliett"],
  ["K", "Kilo"],
  ["M", "Mike"],
  ["N", "November"],
  ["R", "Romeo"],
  ["T", "Tango"],
  ["V", "Victor"],
  ["W", "Whiskey"],
  ["X", "X-ray"],
  ["Y", "Yankee"],
]);
