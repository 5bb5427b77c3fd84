/** Finite verbs as programmes and the remarks in them use them, in six languages. */
import { everyMatch } from './matches.ts'

// What is said in the present tense; each stem with the endings of its languages.
const PRESENT = `
  anbefal er, anbefal ar, rekommender ar, rekommander er, oppfordr er, oppfordr ar, uppmuntr ar, utfordr er, utfordr ar, utman ar, steng er,
  stäng er, stengj er, åpn er, opn ar, öppn ar, åbn er, hils er, hels ar, häls ar, leier, byr, server er, server ar, avslutt er, avslutt ar,
  avslut ar, afslutt er, afslut ter, rund er, rund ar, spis er, ät er, drikk er, dryck er, drag er, dreg, dra r, rei ser, delt ar, delt ek,
  undervis er, undervis ar, svar er, svar ar, still er, ställ er, stil ler, spør, frågar, spørger, syng er, sjung er, lag er, lag ar, oppsummer er,
  oppsummer ar, summer er, summer ar, opsummer er, sammanfatt ar, sammenfatt er, samanfatt ar, presenter er, presenter ar, præsenter er, fortell er,
  fortel, fortæll er, fortæl ler, berätt ar, muital a, snakk er, snakk ar, prat er, prat ar, tal er, tal ar, vis er, vis ar, del er, del ar,
  orienter er, orienter ar, informer er, informer ar, innled er, innlei er, inled er, indled er, kåser er, kåser ar, foreles er, redegjør,
  redegør, redogör, gjennomgår, gennemgår, reflekter er, reflekter ar, diskuter er, diskuter ar, drøft er, drøft ar, dryft ar, kommenter er,
  kommenter ar, analyser er, analyser ar, belys er, beskriv er, beskriv, forklar er, forklar ar, förklar ar, demonstrer er, demonstrer ar, inspirer er,
  inspirer ar, introduser er, introduser ar, introducer er, introducer ar, tematiser er, problematiser er, problematiser ar, utforsk er, utforsk ar,
  oppdater er, uppdater ar, opdater er, evaluer er, utvärder ar, underhold er, underheld, underhåll er, samtal ar, samtal er, intervju er, intervju ar,
  interview er, møt er, mød er, möt er, møtes, møtast, mødes, möts, träff ar, träffas, samles, samlast, samlas, bestem mer, start er, start ar,
  begynn er, byrj ar, börj ar, begynd er, slutt er, slutt ar, slut ar, slut ter, hold er, held, håll er, les er, les, läs er, læs er, ser, tror,
  skriv er, skriv, tenk er, tenkj er, tänk er, tænk er, ønsk er, ynskj er, önsk ar, gjest er, gjest ar, gäst ar, gæst er, inviter er, spill er, spel ar, inviter ar,
  inbjud er, bjuder, tilby r, tilbyd er, erbjud er, sørg er, syt er, ordn ar, tilrettelegg er, tilrettelæg ger, legg er, lägg er, læg ger, sett er,
  sätt er, sætt er, bygg er, byggj er, bygg ar, betyr, betyder, handl er, handl ar, treng er, behöv er, behøver, krever, krev, kräver, kræver,
  kost er, kost ar, gjeld er, gjeld, gäll er, gælder, omfatt er, omfatt ar, inkluder er, inkluder ar, inneheld er, inneholder, innehåll er,
  indeholder, rett er, rikt ar, vend er, vänd er, pass er, pass ar, dekk er, dekkj er, täck er, følg er, følgj er, följ er, skjer, hend er, händ er,
  sker, foregår, føregår, pågår, bidr ar, bidreg, hjelp er, hjälp er, hjælp er, støtt er, stött er, finn er, oppdag er, upptäck er, sammenlign er, jämför,
  resoner er, resoner ar, resonner er, anmäl er, anmeld er, meld er, opphold er, fortsett er, fortset ter, fortsätt er, held, återgår, gjenopptar, fokuser er, fokuser ar, behandl er, behandl ar,
  deltag er, delta r, gjør, gjer, gör, gør, tar, tek, får, går, gir, gjev, ger, giver, må, bør, kommer, kjem, finnes, finst, finns, findes,
  er, har, hadde, hade, havde, skal, ska, skall, skulle, vil, vill, kan, kunne, kunde, blir, bliver, ble, blei, blev, vert, vart, är, var, fikk,
  fick, fekk, gikk, gick, meddeler, lea, leat, galgá, sáhttá, ovdanbuktá, ofelastá, sárdnu, logaldallá, čájeha, lohká, čilge, jođiha, rahpá, doallá,
  buktá, lávlu, juoigá, oaidnit, muitala, is, are, was, were, will, would, has, have, had, can, could, shall, may, must, should, presents, present, discusses,
  discuss, shares, explores, explore, introduces, talks, speaks, gives, explains, describes, examines, outlines, reviews, looks,
  asks, shows, reads, considers, argues, reflects, invites, welcomes, offers, provides, includes, aims, takes`

// … and in the passive, which tells what is done and never names what an item is: "Serveres i foajeen".
const PASSIVE = `
  server es ast as, presenter es ast as, præsenter es, arranger es ast as, diskuter es ast as, drøft es ast, åpn es, opn ast, öppn as, åbn es, avslutt es ast,
  avslut as, afslutt es, afslut tes, hold es, hald ast, håll s, avhold es, avhald ast, afhold es, gjennomfør es ast, gennemfør es, genomför s, oppsummer es ast,
  innled es, innlei ast, inled s, indled es, del es, vis es ast as, send es ast, sänds, strøm mes, strøym ast, stream es, livesänds, film es ast as,
  tildel es, utdel es, kår es ast as, velg es, vel jast, behandl es ast as, inviter es ast as, oppfordr es, oppmod ast, uppmanas, opfordres, meld es ast,
  kunngjør es, publiser es ast, publicer es as, oppdater es ast, uppdater as, opdater es, bestill es, beställ s, faktureres, faktureras, hent es ast,
  finansier es ast as, støttes, organiser es ast as, erbjud s, tilbys, bjuds, ges, gis, gis, gjevast, läggs, legges, ställs, stilles, rundas, avrundas,
  fordeles, fördelas, medbringes, trengs, behövs, behøves, ingår, inngår, indgår, oppgis, oppgies, opgives, oplyses, opplyses, meddeles, annonseres,
  fås, besøkes, besøges, besöks, återupptas, gjenopptas, gjenopptakast, genoptages, fortsettes, fortsættes, fortsättes, leies, ledes, leds, leiast, modereres, modereras, overrekkes, overrækkes, overrekkjast, utdeles, utdelas, følges, efterfølges`

/** "presenter er, presenter ar": a stem with one ending or several; a word without any stands for itself. */
function formsOf(list: string): Set<string> {
  const forms = new Set<string>()
  for (const entry of list.split(',')) {
    const [stem = '', ...endings] = entry.trim().split(/\s+/)
    if (endings.length === 0) forms.add(stem)
    for (const ending of endings) forms.add(stem + ending)
  }
  forms.delete('')
  return forms
}

const PASSIVES = formsOf(PASSIVE)
const VERBS = new Set([...formsOf(PRESENT), ...PASSIVES])
const LONGEST = 600
const WORD = /(?<=^|[\s(])\p{L}+(?![\p{L}-])/gu
// "leder for laget" is who she is.
const LEADS = /^leder(?! (?:for|i|av|ved)(?!\p{L}))/iu

function isVerb(word: string, text: string, at: number): boolean {
  return word === 'leder' ? LEADS.test(text.slice(at, at + 12)) : VERBS.has(word)
}

/** Does the text hold a finite verb of the kind that makes it a statement? */
export function holdsVerb(text: string): boolean {
  for (const m of everyMatch(WORD, text.slice(0, LONGEST))) if (isVerb(m[0].toLowerCase(), text, m.index)) return true
  return false
}

/** Where the first such verb stands, or -1. Within a line a verb is small: "Foreningen Les" is a name. */
export function verbAt(text: string): number {
  for (const m of everyMatch(WORD, text)) if (isVerb(m[0], text, m.index)) return m.index - (m.index > 0 ? 1 : 0)
  return -1
}

/** Does the text open with such a verb ("presenterer …", ", will outline …")? */
export function opensWithVerb(text: string): boolean {
  const m = /^[\s,)]*(?:(?:som|who|der)\s+)?(\p{L}+)(?![\p{L}-])/iu.exec(text.slice(0, 60))
  const word = m?.[1] ?? ''
  return isVerb(word.toLowerCase(), text, (m?.[0].length ?? 0) - word.length)
}

/** "Serveres i foajeen": what is done with the thing, told about an item that has its title. */
export function opensWithPassive(text: string): boolean {
  return PASSIVES.has(/^\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '')
}
