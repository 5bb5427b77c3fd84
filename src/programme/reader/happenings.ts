/**
 * Things that happen at meetings and that nobody gives a talk about, in six languages: what libraries, municipalities,
 * schools, congregations and associations call them. They are asked for last, for titles that nobody speaks under.
 */
import type { Kind } from './shape.ts'

/** Words and phrases of up to four words, parted by commas; inflected forms are found too. */
const SAID: Partial<Record<Kind, string>> = {
  social: `
    utstillingsåpning, utstillingsopning, utställningsöppning, udstillingsåbning, vernissage,
    prisutdeling, prisutdelning, prisuddeling, prisoverrekkelse, prisoverrækkelse, prisceremoni, prisutdelingsseremoni, award ceremony,
    awards ceremony, prize giving, prizegiving, award night, folkedans, folkdans, folk dance, square dance, barn dance, leikarring,  linedance, disko, disco,
    diskotek, karaoke, bingo, brettspill, brettspel, brädspel, brætspil, board game, sällskapsspel, julebord, julbord, juletrefest,
    juletregang, julgransplundring, juletræsfest, juletrætænding, julegrantenning, gløgg, glögg, luciatog, luciatåg, luciaoptog, revy,
    stand-up, standup, komiker, komikar, sketsj, tryllekunstner, tryllekunstnar, trollkarl, trylleshow, magician, trubadur, troubadour, visestund,
    korsang, korsong, körsång, korsang, kor og korps, korps, korpsmusikk, opptreden, uppträdande, optræden, skuespill, skodespel,
    skådespel, skuespil, opera, operette, operett, ballett, balett, ballet, dockteater, dukketeater, 
    sangstund, songstund, sångstund, i ord og toner, i ord og tonar, i ord och ton, i ord och toner, fremføring av, framføring av, framförande av, sing along, syng med, kino, biovisning, bio, movie, film screening, screening, filmtajm, stumfilm, kortfilm, kulturkveld,
    kulturnatt, kulturkväll, kulturaften, kulturaftan, litteraturkveld, forfatterkveld, författarkväll, forfatteraften, poetry reading, lyrikklesing,
    lyrikkopplesing, lyrikuppläsning, høytlesing, høytlesning, høgtlesing, högläsning, højtlæsning, opplesning, opplesing, oplæsning, uppläsning, open stage, åpen scene, ope scene,
    öppen scen, åben scene, vinprovning, vinprøving, vinsmagning, ølsmaking, ølsmagning, ölprovning, whiskysmaking, whiskyprovning, wine tasting,
    beer tasting, cocktail, cocktails, cocktail party, champagne, bobler, bubbel, apero, afterski, afterwork, after work, after-work, efterfest, etterfest, afterparty,
    after party, nachspiel, vorspiel, förfest, korvgrillning, pølsegrilling, grillfest, barbecue, bbq, hot dogs, picnic, piknik, skovtur,
    finger food, canapés, canapes, snittar, selskapelig samvær, selskapeleg samvære, sosialt samvær, socialt samvær, hyggelig samvær, samvær, samvære, samvaro,
    samkväm, hyggestund, kosestund, hygge, kveldskos, fredagsmys, familjekväll, familiekveld, familieaften, get-together, get together, social gathering, meet and greet, meet-and-greet, icebreaker, ice
    breaker,  party, gala, galla, gallamiddag,  ball, bal, badetur, kanotur, kajakktur, skitur, bowling, curling, minigolf, brännboll, rundbold, slåball,
    fotballkamp, fotbollsmatch, fodboldkamp, volleyball, trim, trimtur, morgontrim, morgentrim, morgengymnastik, morgongymnastik, julekonsert, speallu, speallan, dánsa, dánsat, lávluma,
    muitaleapmi, mállásat, guossohuvvo, borrat ovttas`,
  break: `
    friminutt, storefri, frikvarter, langefri, matfri, spisefri, fruktstund, frugtstund, forfriskning, forfriskningar, förfriskning, forfriskninger, saft og kjeks, saft og
    boller, saft og bulle, saft och bulle, saft och bullar, kaffi og kake, kjeks, boller, bollar, bulle, bullar, kanelbulle, kanelbullar, vafler, vaflar, vaffel, våffla, våfflor, waffles, cake, kaker, kakor, kager, ice
    cream,  saft, dessert, enkel servering, servering, bevertning, bevertning, förtäring, traktering, traktement, matbit, forplejning, forpleining,
    rundstykker, rundstykke, biscuits, elevenses, luftpaus, lufting,  strekk på beina, pust ut, hvil, hvile, kvil, kvile, vila, vilostund, bordsitt,
    čáskadit, vuoiŋŋasteapmi, vuoiŋŋastit, káfestallat, gáfestallat`,
  lunch: `
    niste, nistemat, matpakke, matpakker, matpakka, medbrakt mat, smørrebrød, smörgås, smörgåsar, lunchmacka, lunchpaket, lunsjpakke, sandwich, sandwiches, sandwicher, baguett, baguetter, suppe,
    suppelunsj, soppa, ärtsoppa, soplunch, soup, soup and bread, wraps, packed meal, mat og mingling, mat og prat`,
  registration: `
    nøkkelutlevering, nøkkelutdeling, nyckelutlämning, utlevering av nøkler, badge pick-up, badge pickup, badge collection, name badges, navneskilt, namnbrickor, akkreditering, ackreditering,
    accreditation, portene åpner, portane opnar, grindarna öppnar, portarna öppnar, porten åpner, gates open, inngangen åpner, lokalet åpner, lokalet opnar, lokalen öppnar, lokalet åbner,
    salen åpner, salen öppnar, resepsjonen åpner, receptionen öppnar, sekretariatet åpner, sekretariatet opnar, sekretariatet öppnar, innslipp, publikum slippes inn, sign in, sign-in, drop-in, drop in, teknisk
    test, tekniktest, teknikktest, lyd- og bildetest, test av teknikken, test av lyd, virtual lobby, digitalt venterom, digital waiting room, møterommet åpner, mötesrummet öppnar, møderummet åbner, rummet öppnar, zoom
    öppnar, zoom åpner, teams åpner, sendingen åpner, vi samles, vi samlast, folk kommer, gjestene kommer, gästerna anländer, gæsterne ankommer, guests arrive, boahtin, čáliheapmi`,
  welcome: `
    call to order, setting the scene, opening/general information, housekeeping, praktisk informasjon og velkomst, mötet öppnas formellt, skolen starter, samlingsstund, festivalen åpnes`,
  closing: `
    call it a night, good night, god natt, godnatt, godnat, takk for denne gang, takk for i kveld, tack för i kväll, tak for i aften, på gjensyn, på gensyn, på
    återseende, på attersyn, vi sees, vi ses, vi sjåast, see you, hejdå, dørene stenger, dørene stengjer, dörrarna stänger, dørene lukker, dørene lukkes, doors close, gates close, stengetid, stängning, stängningsdags, lukketid, lukning,
    hjemgang, heimgang, hemgång,  dags att gå hem, dispersal, avtackning, avtacking, tid for å gå hjem, time to go home, museet stenger, biblioteket stenger, biblioteket stänger, marknaden
    stänger, messen slutter, mässan stänger, velsignelse, velsigning, välsignelse, ruoktot, ruoktotmannan, ruoktotvuolgin`,
  other: `
    forskarcafé, forskerkafé, dialogcafé, dialogkafé, flash mob, flashmob, raffle, tombola, lotteri, loddtrekning, utlodning, utlodding, lottdragning, lodtrækning, auksjon, auktion, auction, salg av, sal av, sal
    frå, försäljning, forsäljning av, kakelotteri, loppemarked, loppemarknad, loppis, flea market, basar, bazar, bruktmarked, bytteboks, bokmarked, bokmarknad, bogmarked, bokbytte, bokbyte, book swap, klesbyttedag,
    klädbytardag, byttedag, julemarked, julmarknad, julemarknad, christmas market, craft, crafts, håndarbeid, handarbeid, handarbete, håndarbejde, hantverk, håndverk, handverk, strikking, stickning, strikning, knitting, pyssel, pysselstund, formingsaktivitet,
    ansiktsmaling, ansiktsmåling, ansiktsmålning, ansigtsmaling, face painting,    learn how, lær å, lær deg, lær dig, lær at, lær dere, lära dig, lär dig, prova på, prøv deg, prøv dig, prøv selv, prøv
    sjølv, activities, aktiviteter, aktivitetar, barneaktiviteter, barnaktiviteter, børneaktiviteter, children's activities, skattejakt, skattejagt, treasure hunt, scavenger hunt, tautrekking, sekkeløp, sekkehopping, kappløp, stafett, stafet, skirenn, natursti, turløype,
    ponniridning, hesteridning, ridning, kanefart, hestevogn, brannbil, prosesjon, procession, parade, paraden, fakkeltog, fakkeloptog, fackeltåg, torchlight procession, borgertog, barnetog, folketog, demonstrasjonstog, demonstrationståg,
    marsj, minnestund, minnemarkering, minnesmarkering, minnesmärke, mindehøjtidelighed, mindestund, memorial, commemoration, ceremony, seremoni, ceremoni, högtid, høytidelighet, højtidelighed, dåp, dop, vielse, vigsel, innsettelse, innvielse, indvielse,
    invigning, inauguration, avduking, avtäckning, afsløring, unveiling, kransnedleggelse, kransnedlegging, kransnedläggning, kransenedlæggelse, wreath laying, klokkeringing, kirkeklokker, kyrkjeklokker, klokkeklang, klockringning, skoleklokka, skolklockan, school bell, det ringer,
    pack, packing, pakking, packning, pakning, packa, pakke, oppdekking, opprydding, opprydning, oprydning, städning, cleaning up, clean-up, cleanup, nedrigging, opprigging, oppstilling, uppställning, opstilling, set-up, setup, dugnad,
    arbetsdag, ryddedag, städdag, rusken, public comments, public comment, public hearing, høring, høyring, hearing, roll call, approval of, adoption of, consent agenda, treasurer's report, committee reports, old business, new business, unfinished business,
    other business, any other business, aob, announcements, kunngjøringer, meddelelser, meldinger, executive session, caucus, voting, ballot, resolutions, motions, motioner, propositioner, resolusjoner, uttalelser, uttalelse, fråsegn, fråsegner, uttalanden, udtalelser,
    opprop, navneopprop, namneopprop, upprop, namnupprop, navneopråb, innkomne saker, innkomne forslag, innkomne framlegg, inkomna motioner, inkomna förslag, indkomne forslag, årsregnskap, årsrekneskap, årsregnskab, kontingent, verksamhetsberättelse, verksamhetsplan, virksomhetsplan, ansvarsfrihet,
    revisionsberättelse, revisjonsberetning, kassarapport, fastställande av, fastsettelse av, fastsetjing av, fastsættelse af, justering av, godkännande av, godkendelse af, formandens beretning, bestyrelsens beretning, styrets beretning, ekonomisk rapport, rundabordsdiskussion, rundabordsdiskussioner, rundebordsdiskusjon, rundbordsdiskussion,
    bordsdiskussion, borddiskusjon, bikupa, bikuper, bikube, summegrupper, casearbeid, casearbete, casearbejde, case work, gruppeinndeling, gruppinndelning, gruppeinddeling, gruppindelning, regionvise møter, fylkesvise møter,
    regionala möten, regionsvise møter, kunstvandring, konstvandring, kunstrunde, bokbussbesøk, čájáhusofelastin, ofelastin, ofelasttin, vázzilat, vázzit, vázzin, váccašeapmi, galledeapmi, guossástallan, johtin, bargobáji, store is open, butikken er åpen, butikken åpen, museumsbutikken
    åpen, utstillingen åpen, utställningen öppen, individuelt arbeid, individuellt arbete, individuelt arbejde, lesetid, skrivetid, lästid, skrivtid, läsestund, lesestund, lässtund, stillelesing, self-study, leksehjelp, leksehjælp, lektiehjælp, läxhjälp, homework help, homework,
    eksamen, pressekonferanse, presskonferens, pressemøde, pressemøte, press conference, pressetreff, mediatid, intervjutid, omkledning, omkledning, klesskift, ombyte, frie aktiviteter, fria aktiviteter, fri aktivitet, tid på egenhånd, på egen hånd, på egen hand, på eiga hand,
    shopping, handletid, avhending, henting, hämtning, afhentning, pick-up, oppsamling, bokbytarbord, lånekveld, bokutlån, utlån, bokprat, bokkafe, tegneaktiviteter, natteravn, nattro, ro på rommene, läggdags, sengetid, bedtime, vekking, väckning, vækning,
    morgensamling, morgonsamling, andaktsstund, lystenning, ljuständning, lystænding, bønnevandring, pilegrimsvandring, søndagsskole, søndagsskule, söndagsskola, sunday school, konfirmantundervisning`,
}

/** Of these much is said at meetings too: they count only where they are nearly all there is. */
const ALONE = new Set(
  listed(
    `høytlesing, høytlesning, høgtlesing, högläsning, højtlæsning, opplesning, opplesing, oplæsning, uppläsning, utlån, bokutlån, bokprat,
    leksehjelp, leksehjælp, lektiehjælp, läxhjälp, homework, homework help, lesetid, skrivetid, lästid, skrivtid, aktiviteter, aktivitetar,
    activities, voting, høring, høyring, hearing, announcements, standup, stand-up, opera, revy, kino, bio, movie, dåp, dop, vielse, vigsel,
    strikking, stickning, knitting, hantverk, håndverk, handverk, shopping, innvielse, ceremony, hvile, kvile, korps, servering, forplejning,
    suppe, soppa, soup, party, ball, bal, eksamen, parade, packing, pakking, procession, prosesjon, memorial, samvær, samvære, samvaro,
    henting, hämtning, konfirmantundervisning, søndagsskole, søndagsskule, söndagsskola, kontingent, årsregnskap, årsrekneskap, resolutions`,
  ),
)

/** What such words end in: "jazzaften", "avslutningsgudstjeneste", "idétorg". */
const ENDINGS: Partial<Record<Kind, string>> = {
  social:
    'festen, festivalkveld, sangkveld, spillkveld, spelkväll, spilaften, sangaften, filmkveld, filmkväll, filmaften, musikkveld, musikkväll, musikaften, julefest, vårfest, sommerfest, sommarfest, bryllupsfest, avslutningsfest, grillkveld, tacokveld, pizzakveld, quizkväll, quizaften, tevling',
  other:
    'stämning, seremoni, ceremoni, auksjon, auktion, lotteri, marked, marknad, loppis, innvielse, indvielse, invigning, prosesjon, verkstan, verkstad, verksted, værksted, aktiviteter, aktivitetar, förhandlingar, forhandlinger, rebus, dugnad, årsmøte, høring, rundtur, rydding, idrettsdag, arbeidstid',
  break: 'friminutt, paus, pause, fika, kaffe, kaffi, frikvarter',
}

const SAID_AS = new Map<string, Kind>()
// By their last letters, so that few of them are asked of a word.
const LAST_PART = new Map<string, [string, Kind][]>()
const LAST_LETTERS = 3
for (const [kind, words] of Object.entries(SAID)) for (const word of listed(words)) SAID_AS.set(word, kind as Kind)
for (const [kind, words] of Object.entries(ENDINGS))
  for (const word of listed(words)) {
    const end = word.slice(-LAST_LETTERS)
    LAST_PART.set(end, [...(LAST_PART.get(end) ?? []), [word, kind as Kind]])
  }

function listed(words: string): string[] {
  return words.split(',').map((word) => wordsOf(word).join(' '))
}

const INFLECTED = ['en', 'et', 'a', 'n', 't', 'e', 'er', 'ar', 'or', 's', 'es', 'ene', 'ane', 'arna', 'erna', 'na', 'ne', 'i']
const LONGEST = 4
const MANY_WORDS = 8
// Behind these the title tells what it is about: "Erfaringer fra loppemarked", "Lær om høring".
const ABOUT_IT =
  /^(?:om|about|on|kring|omkring|birra|fra|frå|från|from|etter|efter|after|som|as|of|mot|hvordan|hvorfor|korleis|kvifor|hur|varför|how|why)$/

/** The kind that a word of the title tells, when the title is short or opens with it; null when no word does. */
export function happeningOf(title: string): Kind | null {
  // What stands in the sentences behind is about it.
  const [first = ''] = title
    .toLowerCase()
    .slice(0, 200)
    .split(/[.!]\s/)
  const words = wordsOf(first)
  const upTo = words.length <= MANY_WORDS ? words.length : 3
  for (let i = 0; i < upTo; i++) {
    if (ABOUT_IT.test(words[i] ?? '')) return null
    for (let length = Math.min(LONGEST, words.length - i); length > 0; length--) {
      const phrase = words.slice(i, i + length).join(' ')
      const kind = ALONE.has(phrase) && words.length > length + 1 ? undefined : saidAs(phrase)
      if (kind) return kind
    }
    const word = words[i] ?? ''
    const compound = LAST_PART.get(word.slice(-LAST_LETTERS))?.find(([end]) => word.length > end.length + 2 && word.endsWith(end))
    if (compound) return compound[1]
  }
  return null
}

function saidAs(phrase: string): Kind | undefined {
  const whole = SAID_AS.get(phrase)
  if (whole) return whole
  for (const ending of INFLECTED) {
    if (!phrase.endsWith(ending) || phrase.length - ending.length < 5) continue
    const kind = SAID_AS.get(phrase.slice(0, -ending.length))
    if (kind) return kind
  }
  return undefined
}

function wordsOf(text: string): string[] {
  return text
    .replace(/[­’]/g, (mark) => (mark === '’' ? "'" : ''))
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => /\p{L}/u.test(word))
}
