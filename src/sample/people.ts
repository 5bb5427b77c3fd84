/**
 * The sample's ground: a network, its organisations, a series and six people. The municipalities are real, the people are
 * not: their names are those Norwegian textbooks give to nobody in particular.
 */
import { jobActor, personActor } from '#actor.ts'
import { addOrganisations } from '#network/organisations/writes.ts'
import { currentOf } from '#network/people/member/reads.ts'
import { readMember } from '#network/people/reads.ts'
import { addMember, changeMember } from '#network/people/writes.ts'
import type { NetworkRole } from '#network/tables.ts'
import { addSeries, makeNetwork } from '#network/writes.ts'
import { saveAbout } from '#people/profile/writes.ts'
import { findOrAddPerson } from '#people/writes.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { municipalities } from './municipalities.ts'

export type SampleRole = 'owner' | 'organiser' | 'chair' | 'minuteTaker' | 'member' | 'speaker'

export interface SampleHome {
  readonly networkId: string
  readonly networkSlug: string
  readonly seriesId: string
  /** Person ids. */
  readonly people: Readonly<Record<SampleRole, string>>
}

interface SamplePerson {
  readonly as: SampleRole
  readonly name: string
  readonly role: NetworkRole
  readonly office: string
  /** The municipality whose library they work at, or the county's. */
  readonly at: string
  /** What they tell the others; what is not here they do not show. */
  readonly about?: string
  readonly phone?: string
  readonly email?: true
  /** Stands in for the one who is this. */
  readonly standsInFor?: SampleRole
}

// Numbers that are given to nobody: nothing in Norway begins with 00.
const people: readonly SamplePerson[] = [
  {
    as: 'owner',
    name: 'Marte Kirkerud',
    role: 'owner',
    office: 'rådgiver',
    at: 'county',
    about: 'Jeg har ansvaret for møtene i nettverket og for handlingsplanen. Spør meg om tilskudd og om biblioteksystem.',
    phone: '00 00 00 01',
    email: true,
  },
  {
    as: 'organiser',
    name: 'Lars Holm',
    role: 'organiser',
    office: 'rådgiver',
    at: 'county',
    about: 'Jeg arbeider med e-bøker, statistikk og kurs for bibliotekene.',
    email: true,
  },
  {
    as: 'chair',
    name: 'Kari Holm',
    role: 'member',
    office: 'biblioteksjef',
    at: 'Alta',
    about: 'Formidling til barn og unge, og samarbeid med skolene. Leder møtene våre i 2020.',
    phone: '00 00 00 02',
    email: true,
  },
  { as: 'minuteTaker', name: 'Ole Vold', role: 'member', office: 'bibliotekar', at: 'Senja', standsInFor: 'member' },
  {
    as: 'member',
    name: 'Peder Ås',
    role: 'member',
    office: 'biblioteksjef',
    at: 'Nordreisa',
    about: 'Samarbeidet i Nord-Troms: felles innkjøp, kurs og arrangement for seks bibliotek.',
    email: true,
  },
  {
    as: 'speaker',
    name: 'Lise Vik',
    role: 'member',
    office: 'biblioteksjef',
    at: 'Hammerfest',
    about: 'Litteraturfestival og flerspråklige samlinger.',
  },
]

/** Loads the network with its organisations, series and people. */
export async function loadSamplePeople(ground: Pick<Ground, 'db'>): Promise<SampleHome> {
  const { db } = ground
  const network = await makeNetwork(db, jobActor(), {
    slug: 'troms-og-finnmark',
    name: { nb: 'Bibliotek i Troms og Finnmark', nn: 'Bibliotek i Troms og Finnmark', en: 'Libraries in Troms and Finnmark' },
    description: {
      nb: 'Fylkesbiblioteket og folkebibliotekene i Troms og Finnmark møtes to ganger i året.',
      nn: 'Fylkesbiblioteket og folkebiblioteka i Troms og Finnmark møtest to gonger i året.',
      en: 'The county library and the public libraries of Troms and Finnmark meet twice a year.',
    },
    locale: 'nb',
    sample: true,
  })
  const actor = jobActor(network.id)
  const libraries = await addLibraries(ground, network.id)
  const series = await addSeries(db, actor, network.id, {
    name: { nb: 'Biblioteksjefmøte', nn: 'Biblioteksjefmøte', en: 'Library leaders’ meeting' },
  })
  const ids = await inTransaction(db, async (tx) => {
    const made: Partial<Record<SampleRole, string>> = {}
    for (const one of people) {
      const email = `${one.name.toLowerCase().replaceAll(' ', '.').replaceAll('å', 'a')}@samling.example`
      const { id } = await findOrAddPerson(tx, actor, { name: one.name, email, locale: 'nb', sample: true })
      await addMember(tx, actor, network.id, id, { role: one.role, office: one.office, organisationId: libraries.get(one.at)! })
      made[one.as] = id
    }
    return made as Record<SampleRole, string>
  })
  await tellOfThemselves(ground, network.id, ids)
  return { networkId: network.id, networkSlug: network.slug, seriesId: series.id, people: ids }
}

/** The county library, and each municipality with its library under it. @returns the libraries' ids by municipality, and by 'county' */
async function addLibraries({ db }: Pick<Ground, 'db'>, networkId: string): Promise<Map<string, string>> {
  const actor = jobActor(networkId)
  const [county] = await addOrganisations(db, actor, networkId, [
    {
      name: {
        nb: 'Troms og Finnmark fylkesbibliotek',
        nn: 'Troms og Finnmark fylkesbibliotek',
        en: 'Troms and Finnmark County Library',
      },
      type: 'county',
      place: null,
      parentId: null,
      numbers: [{ kind: 'county', number: '54', validFrom: '2020-01-01', validTo: '2023-12-31' }],
    },
  ])
  const owners = await addOrganisations(
    db,
    actor,
    networkId,
    municipalities.map((one) => ({
      name: { nb: `${one.official ?? one.name} kommune`, ...(one.sami && { se: one.sami }) },
      type: 'municipality' as const,
      place: one.name,
      parentId: null,
      numbers: [
        { kind: 'municipality' as const, number: one.number2020, validFrom: '2020-01-01', validTo: '2023-12-31' },
        { kind: 'municipality' as const, number: one.number2024, validFrom: '2024-01-01', validTo: null },
      ],
    })),
  )
  const libraries = await addOrganisations(
    db,
    actor,
    networkId,
    municipalities.map((one, i) => ({
      name: { nb: `${one.name} bibliotek`, nn: `${one.name} bibliotek`, en: `${one.name} Library` },
      type: 'public' as const,
      place: one.name,
      parentId: owners[i]!,
      numbers: [],
    })),
  )
  return new Map([['county', county!], ...municipalities.map((one, i): [string, string] => [one.name, libraries[i]!])])
}

/** What each has said of themselves, as they would have: with their consent, field by field. */
async function tellOfThemselves(
  { db }: Pick<Ground, 'db'>,
  networkId: string,
  ids: Readonly<Record<SampleRole, string>>,
): Promise<void> {
  for (const one of people) {
    const actor = await personActor(db, ids[one.as], { networkId })
    const shown = (['about', 'phone', 'email'] as const).filter((field) => one[field] !== undefined)
    if (shown.length > 0)
      await saveAbout(db, actor, networkId, { about: one.about ? { nb: one.about } : null, phone: one.phone ?? null, shown }, 0)
    if (!one.standsInFor) continue
    const seat = await currentOf(db, networkId, ids[one.as])
    const { role, office, organisationId, readsSpecial } = await readMember(db, networkId, seat!.id)
    const place = { role, office, organisationId, readsSpecial, substituteOf: ids[one.standsInFor] }
    await changeMember(db, jobActor(networkId), networkId, seat!.id, place)
  }
}
