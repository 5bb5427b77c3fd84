/** The package for the archive, read back: every file, every sum, every reference. */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { XMLParser } from 'fast-xml-parser'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addFile } from '#materials/writes.ts'
import { type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { setLogo } from '#network/logo/writes.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { attendance } from '#registration/tables.ts'
import { insidePdf } from '../../../tests/pdffile.ts'
import { office, openText, pdf } from '../../../tests/presented.ts'
import { decision, doc, para } from '../../../tests/takenminutes.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { unpacked } from '../../../tests/zip.ts'
import { publish } from '../state/writes.ts'
import { itemOutcome } from '../tables.ts'
import { openMinutes, save } from '../writes.ts'
import { makePackage } from './jobs.ts'
import { readPackage } from './reads.ts'
import { nameInside } from './rules.ts'

let world: World
let shown: MeetingRow
let path: string
const block = newId()
const create = { width: 90, height: 30, channels: 3, background: 'teal' } as const

beforeAll(async () => {
  world = await makeWorld({ env: { SOFFICE: office ?? 'no' } })
  const { db, files } = world.ground
  const { networkId } = world
  const [meetingId, dayId, itemId] = [newId(), newId(), newId()]
  await db.insert(meeting).values({
    ...{ id: meetingId, networkId, slug: 'ledermote', title: { nb: 'Ledermøte' }, publishedAt: '2020-04-01T08:00:00Z' },
    ...{ startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T12:00:00Z' },
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const about = { title: { nb: 'Om & for handlingsplan' }, kind: 'talk' as const, start: '09:00', end: '10:00' }
  await db.insert(item).values({ ...about, id: itemId, networkId, meetingId, dayId, position: 0, audience: 'members' })
  shown = (await meetingById(db, meetingId))!
  path = `/${world.networkSlug}/ledermote/minutes/package`
  const organiser = await world.actor('organiser', meetingId)
  const view = await readMeeting(db, organiser, shown)
  const one = view.days[0]!.items[0]!
  const place = { network: view.network, meeting: view.meeting, item: one, meetingPath: view.path, path: one.path }
  const give = async (fileName: string, content: Uint8Array) => {
    const stored = await files.put(networkId, Readable.from([Buffer.from(content)]), 1e7)
    const material = { kind: 'paper', title: fileName, description: '', locale: 'nb', audience: 'public' } as const
    await addFile(world.ground, organiser, place, material, { ...stored, fileName })
  }
  await give('Innkalling æøå.odt', openText('<text:p>Vi innkaller</text:p>'))
  await give('skann.pdf', await pdf(1))
  const { number } = await openMinutes(db, organiser, place)
  const taken = { how: 'vote', yes: 12, no: 1, dissent: 'Alta ville vente.' }
  const vedtas = decision('Planen vedtas.', block)
  const document = doc(para('Planen ble lagt fram.'), { ...vedtas, attrs: { ...vedtas.attrs, ...taken } })
  await db.insert(itemOutcome).values({ itemId, networkId, meetingId, kind: 'decided' })
  await db.insert(attendance).values({
    ...{ networkId, meetingId, name: 'Til Stedeværende', presence: 'present', mode: 'onsite', own: false },
  })
  const logo = { bytes: await sharp({ create }).png().toBuffer(), alt: { nb: 'Nettverkets merke' }, seen: '' }
  await setLogo(world.ground, await world.actor('owner'), networkId, logo)
  const saved = await save(db, organiser, place, { basedOn: number, window: 'test-window', edit: 1, document })
  await publish(db, organiser, place, saved.number)
})
afterAll(() => world.end())

const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a package', () => {
  it('holds what its manifest says, with the sums, and metadata that lead to each file', { timeout: 300_000 }, async () => {
    expect((await world.as('organiser', { url: path, form: {} })).statusCode).toBe(303)
    await makePackage(world.ground, shown.id)
    const fetched = await world.as('organiser', { url: `${path}.zip` })
    expect(fetched.statusCode).toBe(200)
    const files = unpacked(fetched.rawPayload)
    const manifest = JSON.parse(files.get('manifest.json')!.toString())
    expect(manifest).toMatchObject({ format: 'samling.package/1', meeting: { uid: shown.uid }, leftOut: [] })
    const names = [...files.keys()].filter((name) => !name.startsWith('manifest'))
    expect(manifest.files.map((one: { path: string }) => one.path).sort()).toEqual(names.sort())
    for (const one of manifest.files) {
      const bytes = files.get(one.path)!
      expect([one.path, one.sha256, one.size]).toEqual([one.path, sum(bytes), bytes.length])
    }
    const lines = manifest.files.map((one: { sha256: string; path: string }) => `${one.sha256}  ${one.path}`)
    expect(files.get('manifest-sha256.txt')!.toString().trim().split('\n')).toEqual(lines)

    const minutes = await insidePdf(files.get('dokumenter/001-referat.pdf')!)
    expect(minutes.xmp).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(minutes).toMatchObject({ title: 'Referat: Ledermøte', alternatives: ['Nettverkets merke'] })

    const { moetemappe } = JSON.parse(files.get('metadata/moetemappe.json')!.toString())
    const documents = [...moetemappe.dokumentbeskrivelse, ...moetemappe.moetesak[0].dokumentbeskrivelse]
    const objects = documents.flatMap((one: { dokumentobjekt: object[] }) => one.dokumentobjekt)
    expect(objects).toHaveLength(3)
    for (const one of objects as { referanseDokumentfil: string; sjekksum: string; sjekksumAlgoritme: string }[]) {
      expect(one.sjekksumAlgoritme).toBe('SHA-256')
      expect(sum(files.get(one.referanseDokumentfil)!)).toBe(one.sjekksum)
    }
    expect(moetemappe).toMatchObject({ systemID: shown.uid, tittel: 'Ledermøte', moetedato: '2020-04-29T07:00:00Z' })
    expect(moetemappe.moetesak[0]).toMatchObject({ tittel: 'Om & for handlingsplan', moetesakstype: 'annet' })
    expect(moetemappe.moetesak[0]).toMatchObject({ moetesaksaar: '2020', moetesakssekvensnummer: '1', utfall: 'Besluttet' })
    expect(moetemappe.moetesak[0].vedtak[0].behandlingsprotokoll[0].tekstInnhold).toContain('Dissens: Alta')
    // Whoever publishes from the archive is told what was for few: the item, and so the minutes that hold it.
    const members = [{ tilgangsrestriksjon: 'medlemmer' }]
    expect(moetemappe.moetesak[0].skjerming).toEqual(members)
    expect(moetemappe.dokumentbeskrivelse[0]).toMatchObject({ tilknyttetRegistreringSom: 'hoveddokument', skjerming: members })
    expect(moetemappe.skjerming).toEqual([])
    expect(objects[0]).toMatchObject({ variantformat: 'Arkivformat', format: 'pdf', versjonsnummer: '1' })
    expect(moetemappe.moetedeltaker).toMatchObject([
      { moetedeltakerNavn: 'Til Stedeværende', moetedeltakerFunksjon: 'Til stede' },
    ])
    expect(moetemappe.moetesak[0].vedtak[0]).toMatchObject({
      systemID: block,
      vedtakstekst: 'Planen vedtas.',
      dato: '2020-04-29',
    })

    const parser = new XMLParser({
      isArray: (name) => ['dokumentbeskrivelse', 'moetesak', 'vedtak', 'dokumentobjekt'].includes(name),
      parseTagValue: false,
    })
    const xml = parser.parse(files.get('metadata/moetemappe.xml')!).moetemappe
    expect(xml.moetesak[0].tittel).toBe('Om & for handlingsplan')
    expect(xml.moetesak[0].vedtak[0].vedtakstekst).toBe('Planen vedtas.')
    const inXml = [...xml.dokumentbeskrivelse, ...xml.moetesak[0].dokumentbeskrivelse].map(
      (one) => one.dokumentobjekt[0].sjekksum,
    )
    expect(inXml).toEqual((objects as { sjekksum: string }[]).map((one) => one.sjekksum))

    const kept = (name: string) => manifest.files.find((one: { from?: { name: string } }) => one.from?.name === name)
    expect(kept('skann.pdf')).toMatchObject({ kept: 'not_convertible', mediaType: 'application/pdf' })
    const written = kept('Innkalling æøå.odt')
    if (office) {
      expect(written).toMatchObject({ kept: 'pdfa', mediaType: 'application/pdf', path: 'dokumenter/002-Innkalling-aeoa.pdf' })
      expect((await insidePdf(files.get(written.path)!)).xmp).toMatch(/pdfaid:part/)
    } else expect(written).toMatchObject({ kept: 'no_office' })
    expect(await readPackage(world.ground.db, await world.actor('organiser', shown.id), shown)).toMatchObject({
      state: 'done',
      done: 3,
      all: 3,
    })
  })

  it('is for those who answer for the meeting', async () => {
    for (const who of [null, 'member', 'outsider', 'operator'] as const)
      for (const url of [path, `${path}.zip`]) expect((await world.as(who, { url })).statusCode, String(who)).toBe(404)
    expect((await world.as('member', { url: path, form: {} })).statusCode).toBe(404)
    expect((await world.as('organiser', { url: path })).body).toContain('Arkivpakke')
  })

  it('is made once at a time, and gone when the night has swept it', async () => {
    const organiser = await world.actor('organiser', shown.id)
    const row = (await readPackage(world.ground.db, organiser, shown))!
    await world.ground.files.remove(world.networkId, row.sha256!)
    expect((await world.as('organiser', { url: `${path}.zip` })).statusCode).toBe(404)
    expect((await world.as('organiser', { url: path })).body).toContain('ryddet bort')
    for (let i = 0; i < 2; i++) await world.as('organiser', { url: path, form: {} })
    const { rows } = await world.database.unseen(
      "select count(*)::int as n from pgboss.job where name = 'minutes.package' and state = 'created'",
    )
    // The one above was made without the queue, so its job waits too.
    expect(rows[0]).toMatchObject({ n: 2 })
  })
})

it('names inside a package are taken by every system', () => {
  expect(nameInside(2, 'Årsmelding 2026 (utkast).docx', 'pdf')).toBe('002-Arsmelding-2026-utkast.pdf')
  expect(nameInside(3, '../../etc/passwd')).toBe('003-etc-passwd')
  expect(nameInside(4, '図書館.odt')).toBe('004-fil.odt')
})
