/**
 * The sample's ground: a network, its organisations, a series and six people. The municipalities are real, the people are
 * not: their names are those Norwegian textbooks give to nobody in particular.
 */
import { jobActor } from '#actor.ts'
import { addOrganisations } from '#network/organisations/writes.ts'
import { addMember } from '#network/people/writes.ts'
import type { NetworkRole } from '#network/tables.ts'
import { addSeries, makeNetwork } from '#network/writes.ts'
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

const people: readonly { as: SampleRole; name: string; role: NetworkRole; office: string; at: string }[] = [
  { as: 'owner', name: 'Marte Kirkerud', role: 'owner', office: 'rådgiver', at: 'county' },
  { as: 'organiser', name: 'Lars Holm', role: 'organiser', office: 'rådgiver', at: 'county' },
  { as: 'chair', name: 'Kari Holm', role: 'member', office: 'biblioteksjef', at: 'Alta' },
  { as: 'minuteTaker', name: 'Ole Vold', role: 'member', office: 'bibliotekar', at: 'Senja' },
  { as: 'member', name: 'Peder Ås', role: 'member', office: 'biblioteksjef', at: 'Nordreisa' },
  { as: 'speaker', name: 'Lise Vik', role: 'member', office: 'biblioteksjef', at: 'Hammerfest' },
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
