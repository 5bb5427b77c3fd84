/** What stands in the sample's plan: invented, as it might have been after the meeting of April 2020. */
import type { MeasureStatus } from '#plans/tables.ts'

export interface SampleMeasure {
  readonly title: string
  readonly nn: string
  readonly about?: string
  /** A place whose library it rests with; the county library where nothing is said. */
  readonly owner?: string
  readonly takesPart?: readonly string[]
  readonly starts?: string
  readonly ends?: string
  readonly moved?: { readonly ends: string; readonly reason: string; readonly at: string }
  readonly told?: readonly {
    readonly at: string
    readonly text: string
    readonly status: MeasureStatus
    readonly progress?: number
  }[]
  readonly counts?: {
    readonly name: string
    readonly unit: string
    readonly target: number
    readonly readings: readonly (readonly [on: string, value: number])[]
    readonly of?: number
  }
  /** An item of the meeting in April that it came up at. */
  readonly item?: string
  /** How an action of its minutes begins that belongs to it. */
  readonly action?: string
}

export const samplePlanGoals: readonly {
  readonly title: string
  readonly nn: string
  readonly measures: readonly SampleMeasure[]
}[] = [
  {
    title: 'Gode bibliotektjenester til innbyggerne våre med de ressursene vi har',
    nn: 'Gode bibliotektenester til innbyggjarane våre med dei ressursane vi har',
    measures: [
      {
        title: 'Lage oversikt over e-bokavtaler',
        nn: 'Lage oversikt over e-bokavtalar',
        about: 'Hva bibliotekene har avtale om, hva det koster, og når avtalene går ut.',
        starts: '2020-05-04',
        ends: '2020-05-29',
        moved: { ends: '2020-11-01', reason: 'Mange bibliotek var stengt i vår.', at: '2020-06-03T09:10:00Z' },
        told: [{ at: '2020-10-05T10:00:00Z', text: '27 av 39 kommuner har svart. Ny påminnelse er sendt.', status: 'under_way' }],
        counts: {
          name: 'Kommuner som har svart',
          unit: 'kommuner',
          target: 100,
          of: 39,
          readings: [
            ['2020-05-29', 14],
            ['2020-10-05', 27],
          ],
        },
        item: 'Om E-bøker',
        action: 'Lage oversikt over e-bokavtaler',
      },
      {
        title: 'Kartlegge behov og avtaler for biblioteksystem',
        nn: 'Kartleggje behov og avtalar for biblioteksystem',
        takesPart: ['Alta', 'Nordreisa'],
        starts: '2020-08-17',
        told: [
          {
            at: '2020-09-11T11:30:00Z',
            text: 'Spørreskjemaet er ferdig og sendes ut etter høstmøtet.',
            status: 'under_way',
            progress: 40,
          },
        ],
        item: 'Om biblioteksystem',
      },
      {
        title: 'Velge representanter til arbeidsgruppen for biblioteksystem',
        nn: 'Velje representantar til arbeidsgruppa for biblioteksystem',
        starts: '2020-04-29',
        ends: '2020-05-29',
        told: [{ at: '2020-05-27T08:00:00Z', text: 'Arbeidsgruppen er fulltallig.', status: 'done' }],
        item: 'Om biblioteksystem',
      },
    ],
  },
  {
    title: 'Bibliotekene som relevante kunnskapsaktører i lokalsamfunnet',
    nn: 'Biblioteka som relevante kunnskapsaktørar i lokalsamfunnet',
    measures: [
      {
        title: 'Dele opplegg for digital formidling',
        nn: 'Dele opplegg for digital formidling',
        owner: 'Nordreisa',
        takesPart: ['Alta'],
        starts: '2020-05-11',
        told: [{ at: '2020-09-30T12:00:00Z', text: 'To av tre opplegg ligger i fellesmappen.', status: 'under_way' }],
        counts: { name: 'Opplegg som er delt', unit: 'opplegg', target: 3, readings: [['2020-09-30', 2]] },
        item: 'Digital formidling',
      },
      {
        title: 'Spre erfaringer fra Kunnskapsaktørprosjektet',
        nn: 'Spreie røynsler frå Kunnskapsaktørprosjektet',
        takesPart: ['Hammerfest', 'Senja'],
        starts: '2020-09-01',
        told: [{ at: '2020-09-22T09:00:00Z', text: 'Første kursdag er holdt på Senja.', status: 'under_way', progress: 30 }],
      },
    ],
  },
  {
    title: 'Samarbeid på tvers av sektor- og kommunegrenser',
    nn: 'Samarbeid på tvers av sektor- og kommunegrenser',
    measures: [
      {
        title: 'Holde felles biblioteksjefmøte for Troms og Finnmark',
        nn: 'Halde felles biblioteksjefmøte for Troms og Finnmark',
        starts: '2020-01-15',
        ends: '2020-04-29',
        told: [{ at: '2020-05-04T08:00:00Z', text: 'Det første felles møtet er holdt, på nett.', status: 'done' }],
      },
      {
        title: 'Samle innspill til handlingsplanen',
        nn: 'Samle innspel til handlingsplanen',
        starts: '2020-05-13',
        told: [{ at: '2020-06-12T13:00:00Z', text: '31 av 39 har gitt innspill.', status: 'under_way', progress: 79 }],
        item: 'Om handlingsplan',
        action: 'Gi innspill til handlingsplanen',
      },
      {
        title: 'Finne ny dato for bibliotekkonferansen',
        nn: 'Finne ny dato for bibliotekkonferansen',
        told: [{ at: '2020-09-28T07:30:00Z', text: 'Venter på råd om smittevern. Tas opp på høstmøtet.', status: 'blocked' }],
      },
    ],
  },
]
