// Words a reference must not seem to spell: it is read out on the telephone and printed large on a form about a family.

/**
 * Which symbols of a reference a reader may take for which letter. D, N, P and Q have none, so no word with them can
 * arise.
 */
const LOOKS_LIKE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    A: "4",
    B: "[86]",
    C: "C",
    E: "3",
    F: "F",
    G: "[G69]",
    H: "H",
    I: "1",
    J: "J",
    K: "K",
    L: "1",
    M: "M",
    O: "0",
    R: "R",
    S: "5",
    T: "[T7]",
    U: "V",
    V: "V",
    W: "W",
    X: "X",
    Y: "Y",
    Z: "2",
  }),
);

/** A word that contains another of the three lists need not stand here. */
const SWEARING =
  "ARSE ASS BOLLO BOOB BUGGER BUM BUTT CLIT COCK COK CUCK CUM FCK FCUK FUC FUK FUX JIZZ KUM MILF MUFF MOFO " +
  "ORGY SEX SHAG SHIT SHYT SLAG SLUT SMUT STFU SUCK TIT TOSS TWAT VAG WTF";
const INSULTS =
  "BEAST BITCH BRAT CHAV CRAZY EVIL FAG FAT FILTH FREAK GAY GIT GOOK HITLER HOE HOMO HOOKER HORE ISIS JERK JEW " +
  "KAFFIR KAFIR KIKE KKK LESBO LEZZ LIAR LOSER SAMBO SCAB SCUM SKET SLOB TART THICK THUG UGLY VILE WITCH WOG YOB";
/** They would seem to say something of this family. CSA and CSE are sexual abuse and exploitation, FGM mutilation. */
const ABOUT_THE_FAMILY = "ABUSE BEAT CSA CSE FGM HATE HIV HURT KILL KYS MOLEST VICTIM";

const RUDE = new RegExp(
  [SWEARING, INSULTS, ABOUT_THE_FAMILY]
    .flatMap((words) => words.split(" "))
    .map((word) => [...word].map((letter) => LOOKS_LIKE.get(letter)).join(""))
    .join("|"),
);

/** Whether the twelve symbols of a reference seem to spell a word nobody should have to read out. */
export function readsRudely(symbols: string): boolean {
  return RUDE.test(symbols);
}
