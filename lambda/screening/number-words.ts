// Numbers and letters in words. Zero to three have more than one word, and each reader its own.

export const fourToNinety: Readonly<Record<string, string>> = {
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  ten: "10",
  eleven: "11",
  twelve: "12",
  thirteen: "13",
  fourteen: "14",
  fifteen: "15",
  sixteen: "16",
  seventeen: "17",
  eighteen: "18",
  nineteen: "19",
  twenty: "20",
  thirty: "30",
  forty: "40",
  fifty: "50",
  sixty: "60",
  seventy: "70",
  eighty: "80",
  ninety: "90",
};

/** Words for each letter, the letter first. */
const spelt =
  "A alpha alfa ay;B bravo bee;C charlie cee see sea;D delta dee;E echo ee;F foxtrot eff ef;G golf gee jee;H hotel aitch haitch;I india eye;J juliet juliett jay;K kilo kay;L lima ell el;M mike em emm;N november en enn;O oscar oh oz;P papa pee;Q quebec cue queue kew;R romeo ar are arr;S sierra ess es;T tango tee tea;U uniform you yew;V victor vee vie;W whiskey whisky doubleyou dubya;X xray ex eks;Y yankee why wye;Z zulu zed zee";

/** The letter that each word stands for. */
export const lettersInWords: Readonly<Record<string, string>> = Object.fromEntries(
  spelt.split(";").flatMap((line) => {
    const [letter = "", ...names] = line.split(" ");
    return names.map((name) => [name, letter] as const);
  }),
);
