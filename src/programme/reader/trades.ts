/** Words for the sort of thing an item is. */

/** Words for the sort of thing an item is; beside a speaker they are no title. */
export const TRADE =
  /^(?:(?:kort )?intro(?:duksjon|duktion|duction)? (?:(?:til|till|to) )?(?:og|och|and) )?(?:foredrag|innlegg|presentasjon|oplæg|föredrag|föreläsning|presentation|talk|lecture|logaldallan|ovdanbuktin|forelesning|førelesing)(?:,? (?:og|och|and|med) (?:diskusjon|diskussion|samtale|samtal|debatt?|spørsmål|spørgsmål|frågor|discussion|questions))?$/i
/** More such words, which open a title that goes on behind a name or on the next line: "Keynote: Kari Moe: «Tittel»". */
export const OPENING_TRADE =
  /^(?:\p{L}*(?:foredrag|føredrag|föredrag)|(?:hoved|åpnings|opnings|avslutnings)?(?:innlegg|presentasjon|innledning|innleiing|indlæg|inlägg)|inledning|indledning|kåseri|oplæg|föredrag|presentation|talk|lecture|logaldallan|ovdanbuktin|\p{L}*(?:föreläsning|forelesning|førelesing|forelæsning)|samtale|samtal|conversation|(?:opening |closing )?(?:keynote|plenary)(?: \d| lecture| address| speaker| speech| talk)?|(?:invited|guest|main|plenary|featured) (?:talk|speaker|lecture|paper|speech)|(?:position|research|short|full) paper|keynote-?foredrag|(?:forfatter|forfattar|författar|bok|bog)(?:samtale|samtal|møte|møde|möte|besøk|besøg|bad))$/iu
