/** What the sample's invented presentations and minutes say. The programme itself is the real text of the day. */
import type { MinutesDocument, MinutesNode } from '#minutes/document.ts'

export interface SampleFile {
  /** The beginning of the item's title. */
  readonly item: string
  /** In `sample/files/`. */
  readonly name: string
  readonly title: string
  readonly description: string
}

export const sampleFiles: readonly SampleFile[] = [
  {
    item: 'Gjennomgang av dagens agenda',
    name: 'dagens-agenda.pptx',
    title: 'Dagens agenda og kjøreregler',
    description: 'Programmet for dagen, pausene og kjørereglene for det digitale møtet.',
  },
  {
    item: 'Om handlingsplan',
    name: 'utkast-til-handlingsplan.pdf',
    title: 'Utkast til handlingsplan',
    description: 'Mål og tiltak i utkastet til handlingsplan for bibliotekutvikling.',
  },
  {
    item: 'Om biblioteksystem',
    name: 'biblioteksystem.pptx',
    title: 'Biblioteksystem i Troms og Finnmark',
    description: 'Hvilke biblioteksystem som er i bruk, og når avtalene går ut.',
  },
  {
    item: 'Om E-bøker',
    name: 'e-boker-status.pdf',
    title: 'E-bøker: status',
    description: 'Utlån, avtaler og det som gjenstår å avklare.',
  },
  {
    item: 'Nord-Troms regionsamarbeid',
    name: 'nord-troms-regionsamarbeid.pptx',
    title: 'Nord-Troms regionsamarbeid',
    description: 'Seks bibliotek som deler innkjøp, kurs og arrangement.',
  },
  {
    item: 'FinnLitt',
    name: 'finnlitt.pdf',
    title: 'FinnLitt',
    description: 'Finnmark internasjonale litteraturfestival: hva, hvor og når.',
  },
]

/** Where a presentation is expected, by the beginning of the item's title: most have arrived, some have not. */
export const expected: readonly string[] = [
  'Digital formidling',
  'Nord-Troms regionsamarbeid',
  'Kunnskapsaktørprosjektet',
  'FinnLitt',
  '«Bibliotektirsdag»',
  'Hvordan kan vi sammen skape',
]

/** For the whole conference, to be read beforehand. */
export const sampleReading: Omit<SampleFile, 'item'> = {
  name: 'til-forberedelse.pdf',
  title: 'Til forberedelse',
  description: 'Tre spørsmål å tenke gjennom, og to ting å ta med.',
}

/** A recording that lies elsewhere, with what is said in it. */
export const sampleRecording = {
  item: 'Nord-Troms regionsamarbeid',
  url: 'https://video.samling.example/nord-troms-regionsamarbeid',
  title: 'Nord-Troms regionsamarbeid på tre minutter',
  description: 'Spilt inn på forhånd. Seks biblioteksjefer forteller.',
  captions: `WEBVTT

00:00:02.000 --> 00:00:06.500
Vi er seks små bibliotek langs samme vei.

00:00:07.000 --> 00:00:13.000
Alene har vi råd til ett forfatterbesøk i året. Sammen har vi seks.

00:00:14.000 --> 00:00:20.500
Vi kjøper inn hver for oss, men vi snakker sammen først. Da står ikke den samme boka seks steder.

00:00:22.000 --> 00:00:28.000
Kursene holder vi på nett, så ingen må kjøre over fjellet i februar.
`,
} as const

/** About the one speaker of the conference, who is as invented as the rest. */
export const sampleBiography = {
  item: 'Hvordan kan vi sammen skape',
  text: 'Hans Tastad er bibliotekar i Tromsø. Han har ansvar for samarbeidet med nabokommunene og skriver om små bibliotek.',
} as const

export interface SampleMinutes {
  readonly item: string
  readonly approved: boolean
  readonly document: MinutesDocument
}

const p = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const list = (...items: string[]): MinutesNode => ({
  type: 'bulletList',
  content: items.map((text) => ({ type: 'listItem', content: [p(text)] })),
})
const decision = (text: string): MinutesNode => ({ type: 'decision', content: [p(text)] })
const action = (text: string, who: string, due: string | null): MinutesNode => ({
  type: 'action',
  attrs: { who, due },
  content: [p(text)],
})
const answer = (question: string, text: string): MinutesNode => ({
  type: 'answer',
  content: [{ type: 'question', content: [{ type: 'text', text: question }] }, p(text)],
})
const agreed = (text: string): MinutesNode => ({ ...decision(text), attrs: { how: 'agreed' } })
const doc = (...content: MinutesNode[]): MinutesDocument => ({ type: 'doc', content })

/** What the meeting before said: its items, what came of each, and its approved minutes. */
export const sampleBefore: readonly (Omit<SampleMinutes, 'approved'> & { readonly outcome: 'decided' | 'noted' })[] = [
  {
    item: 'Velkommen og godkjenning',
    outcome: 'noted',
    document: doc(p('Møtet ble åpnet, og dagsorden ble godkjent.')),
  },
  {
    item: 'E-bøker i bibliotekene',
    outcome: 'decided',
    document: doc(
      p('Flere bibliotek har begynt med e-bøker, og avtalene er ulike. Ingen vet hvor mange som låner, eller hva det koster.'),
      agreed('Bibliotekene kartlegger bruken av e-bøker hver for seg.'),
      p('Saken tas opp igjen på møtet våren 2020.'),
    ),
  },
  {
    item: 'Felles fylkesbibliotek',
    outcome: 'noted',
    document: doc(p('Fylkesbibliotekene fortalte om arbeidet med å bli ett fra nyttår.')),
  },
]

export const sampleMinutes: readonly SampleMinutes[] = [
  {
    item: 'Gjennomgang av dagens agenda',
    approved: true,
    document: doc(
      p('Møtet ble åpnet, og agendaen ble godkjent uten merknader.'),
      p('Kjøreregler for dagen:'),
      list(
        'Slå av mikrofonen når du ikke snakker.',
        'Be om ordet i praten, så kaller møteleder opp.',
        'Bruk navn og kommune, så vet vi hvem som er her.',
      ),
    ),
  },
  {
    item: 'Om handlingsplan',
    approved: true,
    document: doc(
      p(
        'Fylkesbiblioteket la fram utkastet til handlingsplan for bibliotekutvikling. Utkastet bygger på den nasjonale bibliotekstrategien 2020–2023 «Rom for demokrati og dannelse», som understreker viktigheten av økt samarbeid på tvers i biblioteksektoren.',
      ),
      p('Møtet delte seg i åtte grupper. Notatene fra gruppene er samlet hos fylkesbiblioteket.'),
      decision(
        'Utkastet til handlingsplan sendes bibliotekene til gjennomlesing. Fylkesbiblioteket samler innspillene til høstmøtet.',
      ),
      action('Sende ut utkastet til handlingsplan.', 'Fylkesbiblioteket', '2020-05-15'),
      action('Gi innspill til handlingsplanen.', 'alle bibliotek', '2020-06-12'),
      answer('Når skal handlingsplanen vedtas?', 'Planen behandles etter høstmøtet.'),
    ),
  },
  {
    item: 'Om biblioteksystem',
    approved: true,
    document: doc(
      p(
        'Bibliotekene bruker ulike system, og flere avtaler går ut i 2021. Møtet ønsket en felles oversikt før noen skriver ny avtale.',
      ),
      decision('En arbeidsgruppe kartlegger behov og avtaler for biblioteksystem.'),
      action('Melde representant til arbeidsgruppen.', 'alle bibliotek', '2020-05-29'),
    ),
  },
  {
    item: 'Om E-bøker',
    approved: false,
    document: doc(
      p(
        'Utlånet av e-bøker har økt mye etter at bibliotekene stengte i mars. Flere meldte at avtalene er vanskelige å sammenligne.',
      ),
      decision('Fylkesbiblioteket lager en oversikt over e-bokavtalene, så bibliotekene kan sammenligne dem.'),
      action('Lage oversikt over e-bokavtaler.', 'Fylkesbiblioteket', '2020-05-29'),
    ),
  },
  {
    item: 'Digital formidling',
    approved: false,
    document: doc(
      p('Bibliotekene fortalte om eventyrstunder på nett, boktips på video og digitale lesesirkler.'),
      list('Korte innslag fungerer best.', 'Avklar rettigheter før opplesning av bøker legges ut.', 'Del opplegg med hverandre.'),
    ),
  },
]

/** Topics, as the network calls them. */
export const sampleTopics = [
  {
    name: { nb: 'E-bøker', nn: 'E-bøker', en: 'E-books' },
    description: {
      nb: 'Avtaler, utlån og hva e-bøker koster bibliotekene.',
      nn: 'Avtalar, utlån og kva e-bøker kostar biblioteka.',
      en: 'Agreements, loans, and what e-books cost the libraries.',
    },
  },
  {
    name: { nb: 'Biblioteksystem', nn: 'Biblioteksystem', en: 'Library systems' },
    description: {
      nb: 'Felles systemer for katalog og utlån.',
      nn: 'Felles system for katalog og utlån.',
      en: 'Shared systems for the catalogue and loans.',
    },
  },
  {
    name: { nb: 'Formidling', nn: 'Formidling', en: 'Outreach' },
    description: {
      nb: 'Prosjekter og erfaringer med litteraturformidling.',
      nn: 'Prosjekt og erfaringar med litteraturformidling.',
      en: 'Projects and experience of bringing literature to readers.',
    },
  },
] as const

/** The matter that two meetings had on: its items by their titles, and a note that goes along. */
export const sampleMatter = {
  items: ['E-bøker i bibliotekene', 'Om E-bøker'],
  fact: 'Avtalene fornyes hvert år i januar.',
}
