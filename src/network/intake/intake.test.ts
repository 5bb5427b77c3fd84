/** Lists of people and organisations, as offices really have them. */
import { eq, isNull } from 'drizzle-orm'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { person } from '#people/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { tableXlsx } from '#platform/sheet/xlsx.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { listOrganisations } from '../organisations/reads.ts'
import { addOrganisations } from '../organisations/writes.ts'
import { listMembers } from '../people/reads.ts'
import { membership, organisation } from '../tables.ts'
import { rowsOfFile, rowsOfText } from './sources.ts'

let world: World
let alta: string
beforeAll(async () => {
  world = await makeWorld()
  ;[alta] = (await addOrganisations(world.ground.db, await world.actor('owner'), world.networkId, [
    { name: { nb: 'Alta bibliotek', en: 'Alta Library' }, type: 'public', place: 'Alta', parentId: null, numbers: [] },
  ])) as [string]
})
afterAll(() => world.end())

const PEOPLE = '/nord/people/import'
const ORGANISATIONS = '/nord/organisations/import'
const post = (who: Who, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const members = async () => listMembers(world.ground.db, await world.actor('owner'), world.networkId)
const named = async (name: string) => (await members()).find((one) => one.name === name)
const organisations = async () => listOrganisations(world.ground.db, await world.actor('owner'), world.networkId)

function sendFile(who: Who, url: string, bytes: Buffer, name: string) {
  const edge = 'kant'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
  return world.as(who, {
    method: 'POST',
    url,
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
  })
}

/** Checks a pasted list, changes what is given, and takes it in. */
async function take(url: string, text: string, change: Record<string, string> = {}) {
  const checked = await post('owner', url, { text })
  expect(checked.statusCode).toBe(200)
  const again = await post('owner', url, { ...formIn(checked.body, url), ...change, wish: 'check' })
  return post('owner', url, { ...formIn(again.body, url), wish: 'take' })
}

describe('reading a list', () => {
  const text = 'Navn;E-post;Stilling\nKåre Sørvær;kare@senja.example;bibliotekar\n'
  const expected = [
    ['Navn', 'E-post', 'Stilling'],
    ['Kåre Sørvær', 'kare@senja.example', 'bibliotekar'],
  ]
  const file = (bytes: Uint8Array, name = 'liste.csv') => rowsOfFile({ name, bytes })

  it('takes every encoding and every sign between the values', async () => {
    expect(await file(Buffer.from(text))).toEqual(expected)
    expect(await file(Buffer.from(`\ufeff${text}`))).toEqual(expected)
    expect(await file(Buffer.from(text, 'latin1'))).toEqual(expected)
    expect(await file(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected)
    expect(await file(Buffer.from(text.replaceAll(';', ',')))).toEqual(expected)
    expect(await file(Buffer.from(text.replaceAll(';', '\t')))).toEqual(expected)
    expect(rowsOfText(text.replaceAll(';', '\t'))).toEqual(expected)
  })
  it('takes workbooks, and says what to do with what is none', async () => {
    const [headings, ...rows] = expected
    expect(await file(await tableXlsx({ title: 'Liste', headings: headings!, rows }), 'liste.xlsx')).toEqual(expected)
    await expect(file(Buffer.from('PK\x03\x04ikke et regneark'))).rejects.toThrow()
    await expect(file(Buffer.from(' \n'))).rejects.toMatchObject({ fields: { file: 'directory_take_empty' } })
    expect(() => rowsOfText('a;b\n'.repeat(2002))).toThrow()
    const sent = await sendFile('owner', PEOPLE, Buffer.from('%PDF-1.4 ikke en liste'), 'liste.pdf')
    expect(sent.statusCode).toBe(422)
  })
})

describe('people', () => {
  const list = [
    'Navn\tE-post\tStilling\tBibliotek\tRolle',
    'Kari Holm\tKari@alta.example\tbiblioteksjef\tALTA BIBLIOTEK\t',
    'Ola Neste\tola@ukjent.example\t\tUkjent bibliotek\t',
    'Test member\tmember@nord.example\tbibliotekar\tAlta Library\t',
    'Test organiser\torganiser@nord.example\t\t\t',
    'Uten Adresse\t\t\t\t',
    'Feil Adresse\tikke-en-adresse\t\t\t',
    'Kari Holm\tkari@alta.example\t\t\t',
    'test owner\tannen@nord.example\t\t\t',
    'Nils Rolle\tnils@nord.example\t\t\tsjef',
    'Per Nummer\tper@nord.example\t01010750160\t\t',
  ].join('\n')

  it('are shown with what becomes of each row, and nothing is written', async () => {
    const before = await members()
    const { body } = await post('owner', PEOPLE, { text: list })
    for (const part of ['1 ny', '1 endres', '1 er som før', '1 kan være', '6 rader kan ikke hentes inn'])
      expect(body).toContain(part)
    for (const remedy of [
      '«Ukjent bibliotek» finnes ikke blant organisasjonene',
      'E-postadressen mangler',
      '«ikke-en-adresse» er ikke en e-postadresse',
      'Står også på linje 2',
      '«sjef» er ingen rolle her',
      'Et fødselsnummer skal ikke stå her',
    ])
      expect(body).toContain(remedy)
    expect(body).toContain('Lag 1 organisasjon som ikke finnes')
    expect(await members()).toEqual(before)
    expect(await world.ground.db.select().from(person).where(eq(person.email, 'kari@alta.example'))).toEqual([])
  })

  it('are taken in as it was shown; what was wrong or not said stays outside', async () => {
    const answer = await take(PEOPLE, list)
    expect(answer.statusCode).toBe(303)
    expect(await named('Kari Holm')).toMatchObject({
      email: 'kari@alta.example',
      office: 'biblioteksjef',
      organisationId: alta,
      role: 'member',
    })
    expect(await named('Test member')).toMatchObject({ office: 'bibliotekar', organisationId: alta })
    expect((await members()).map((one) => one.name)).toEqual(['Kari Holm', 'Test member', 'Test organiser', 'Test owner'])
    // Nobody was told: nobody had said so.
    expect(await world.ground.db.select().from(mail)).toEqual([])
  })

  it('are the same when the same list comes again', async () => {
    const before = await members()
    const { body } = await post('owner', PEOPLE, { text: list })
    expect(body).toContain('3 er som før')
    expect(body).not.toContain('value="take"')
    await post('owner', PEOPLE, { ...formIn(body, PEOPLE), wish: 'take' })
    expect(await members()).toEqual(before)
  })

  it('may be one that is there: somebody says who, or that it is another', async () => {
    const text = 'Navn;E-post;Stilling\nTest owner;annen@nord.example;rådgiver'
    const owner = (await named('Test owner'))!
    expect((await take(PEOPLE, text)).headers.location).toBe('/nord/people')
    expect(await named('Test owner')).toEqual(owner)
    await take(PEOPLE, text, { 'row.2': owner.id })
    // The address is theirs, and their role is not in the list.
    expect(await named('Test owner')).toMatchObject({ email: 'owner@nord.example', office: 'rådgiver', role: 'owner' })
    await take(PEOPLE, text, { 'row.2': 'new' })
    expect(
      (await members())
        .filter((one) => one.name === 'Test owner')
        .map((one) => one.email)
        .sort(),
    ).toEqual([...['annen@nord.example', 'owner@nord.example']])
  })

  it('bring organisations that are not there, and are told, when that is ticked', async () => {
    const text = 'Navn;E-post;Bibliotek\nAne Ny;ane@ny.example;Ny kommune\nBo Ny;bo@ny.example;NY KOMMUNE'
    await take(PEOPLE, text, { makes: 'on', invites: 'on' })
    const made = (await organisations()).filter((one) => one.name.nb === 'NY KOMMUNE' || one.name.nb === 'Ny kommune')
    expect(made).toHaveLength(1)
    expect(made[0]!.type).toBe('municipality')
    for (const name of ['Ane Ny', 'Bo Ny']) expect((await named(name))!.organisationId).toBe(made[0]!.id)
    expect((await world.ground.db.select().from(mail)).map((one) => [one.to, one.kind])).toEqual([
      ['ane@ny.example', 'invitation'],
      ['bo@ny.example', 'invitation'],
    ])
  })

  it('are looked over again when the network has changed meanwhile', async () => {
    const text = 'Navn;E-post\nEva Sein;eva@sein.example'
    const checked = (await post('owner', PEOPLE, { text })).body
    await take(PEOPLE, text)
    const stale = await post('owner', PEOPLE, { ...formIn(checked, PEOPLE), wish: 'take' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Nettverket er endret siden du så på dette')
    expect((await members()).filter((one) => one.name === 'Eva Sein')).toHaveLength(1)
  })

  it('have columns that can be corrected', async () => {
    const text = 'Hvem;Hvor\nSiv Rett;siv@rett.example'
    const first = (await post('owner', PEOPLE, { text })).body
    const again = await post('owner', PEOPLE, {
      ...formIn(first, PEOPLE),
      'column.0': 'office',
      'column.1': 'email',
      wish: 'check',
    })
    expect(again.body).toContain('Navnet mangler')
    // The first row was no heading then, and is none now.
    expect(again.body).not.toContain('value="take"')
  })

  it('are for owners to take in', async () => {
    for (const who of ['organiser', 'member', 'outsider'] as const)
      expect((await post(who, PEOPLE, { text: list })).statusCode).toBe(404)
  })

  it('come back as they were taken along', async () => {
    for (const name of ['all.csv', 'all.xlsx']) {
      const along = await world.as('owner', { url: `/nord/people/${name}` })
      const checked = await sendFile('owner', PEOPLE, along.rawPayload, name)
      expect(checked.body).toContain(`${(await members()).length} er som før`)
      expect(checked.body).not.toContain('value="take"')
    }
  })

  it('are never a formula in a spreadsheet', async () => {
    const id = (await named('Eva Sein'))!.id
    await world.ground.db.update(membership).set({ office: '=HYPERLINK("http://x")' }).where(eq(membership.id, id))
    expect((await world.as('owner', { url: '/nord/people/all.csv' })).body).toContain(`'=HYPERLINK`)
    const [sheet] = await readExcel((await world.as('owner', { url: '/nord/people/all.xlsx' })).rawPayload)
    expect(JSON.stringify(sheet)).toContain('=HYPERLINK')
  })
})

describe('organisations', () => {
  it('come with type, place, numbers and what they belong to, also in the same list', async () => {
    const list = [
      'Namn;Slag;Stad;Høyrer til;Kommunenummer;Biblioteknummer',
      'Senja kommune;;Finnsnes;;5530;',
      'Senja bibliotek;Folkebibliotek;Finnsnes;Senja kommune;;2193100',
      'Oslo kommune;kommune;;;301;',
      'Feil nummer;;;;12345;',
      'Feil type;hytte;;;;',
      'Feil over;;;Finnes ikke;;',
      'Alta folkebibliotek;;;;;',
    ].join('\n')
    const checked = await post('organiser', ORGANISATIONS, { text: list })
    for (const part of ['3 nye', '1 kan være', '3 rader kan ikke', '«12345» er ikke et slikt nummer', 'Samme som Alta bibliotek'])
      expect(checked.body).toContain(part)
    expect((await take(ORGANISATIONS, list)).statusCode).toBe(303)
    const all = await organisations()
    const one = (name: string) => all.find((row) => row.name.nb === name)!
    expect(one('Senja bibliotek')).toMatchObject({ type: 'public', place: 'Finnsnes', parentId: one('Senja kommune').id })
    expect(one('Senja bibliotek').numbers[0]).toMatchObject({ kind: 'library', number: '2193100' })
    expect(one('Oslo kommune').numbers[0]).toMatchObject({ kind: 'municipality', number: '0301' })
    expect(await world.ground.db.select().from(organisation).where(isNull(organisation.deletedAt))).toHaveLength(5)
  })

  it('keep their dated numbers, get new ones, and are the same the next time', async () => {
    const list = 'Navn;Kommunenummer\nSenja kommune;5421'
    await take(ORGANISATIONS, list)
    const senja = (await organisations()).find((one) => one.name.nb === 'Senja kommune')!
    expect(senja.numbers.map((one) => one.number).sort()).toEqual(['5421', '5530'])
    expect((await post('owner', ORGANISATIONS, { text: list })).body).toContain('1 er som før')
  })

  it('say in words what would become different', async () => {
    const { body } = await post('owner', ORGANISATIONS, { text: 'Navn;Type;Sted\nSenja bibliotek;school library;Silsand' })
    expect(body).toContain('1 endres')
    for (const part of ['<del>Folkebibliotek</del> <ins>Skolebibliotek</ins>', '<del>Finnsnes</del> <ins>Silsand</ins>'])
      expect(body).toContain(part)
  })

  it('come back as they were taken along', async () => {
    const along = await world.as('organiser', { url: '/nord/organisations/all.xlsx' })
    const checked = await sendFile('organiser', ORGANISATIONS, along.rawPayload, 'organisasjoner.xlsx')
    expect(checked.body).toContain('5 er som før')
    expect((await world.as('member', { url: '/nord/organisations/all.csv' })).statusCode).toBe(404)
  })

  it('are found by name, type and number', async () => {
    const names = async (query: string) => {
      const { body } = await world.as('member', { url: `/nord/organisations?${query}` })
      return [...body.matchAll(/<th scope="row"[^>]*>([^<]*)</g)].map(([, name]) => name)
    }
    expect(await names('q=SENJA')).toEqual(['Senja bibliotek', 'Senja kommune'])
    expect(await names('q=5421')).toEqual(['Senja kommune'])
    expect(await names('type=municipality')).toEqual(expect.arrayContaining(['Oslo kommune', 'Senja kommune']))
    expect(await names('county=03')).toEqual(['Oslo kommune'])
    expect(await names('q=finnes-ikke')).toEqual([])
  })
})
