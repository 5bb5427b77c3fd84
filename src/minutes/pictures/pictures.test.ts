/** Pictures in minutes: what is kept of them, who sees them, and what every other form of the text does with them. */
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unknownFiles } from '#materials/kept/reads.ts'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { doc, para } from '../../../tests/takenminutes.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { sitDown } from '../../../tests/writers.ts'
import type { MinutesDocument, MinutesNode } from '../document.ts'
import { approve, publish, unpublish } from '../state/writes.ts'
import { minutes } from '../tables.ts'
import { bringUp } from '../together/writes.ts'
import { openMinutes, save } from '../writes.ts'
import { picturesOf } from './reads.ts'
import { minutesPicture } from './tables.ts'

let world: World
let held: MeetingRow
const items = { open: newId(), closed: newId() }
const paths: Record<keyof typeof items, string> = { open: '', closed: '' }
beforeAll(async () => {
  world = await makeWorld()
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  await db.insert(meeting).values({
    ...{ id: meetingId, networkId, slug: 'ledermote', title: { nb: 'Ledermøte' } },
    ...{ publishedAt: '2020-04-01T08:00:00Z', startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T12:00:00Z' },
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const base = { networkId, meetingId, dayId, kind: 'talk' as const }
  const made = await db
    .insert(item)
    .values([
      { ...base, id: items.open, position: 0, title: { nb: 'Plan' } },
      { ...base, id: items.closed, position: 1, title: { nb: 'Lukket' }, audience: 'members' },
    ])
    .returning()
  held = (await meetingById(db, meetingId))!
  for (const one of made) {
    const key = one.id === items.open ? 'open' : 'closed'
    paths[key] = `/${world.networkSlug}/ledermote/${one.publicId}-${key === 'open' ? 'plan' : 'lukket'}`
  }
})
afterAll(() => world.end())

const photo = (side = 600) =>
  sharp({ create: { width: side, height: side / 2, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Artist: 'Hemmelig Fotograf' } })
    .jpeg()
    .toBuffer()

async function send(who: Who, bytes: Buffer, more: { to?: keyof typeof items; accept?: string; fields?: object } = {}) {
  const edge = 'kant'
  const fields = Object.entries(more.fields ?? {}).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="bilde.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
  return world.as(who, {
    method: 'POST',
    url: `${paths[more.to ?? 'open']}/minutes/pictures`,
    payload: Buffer.concat([Buffer.from(fields.join('') + head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${edge}`, accept: more.accept ?? 'application/json' },
  })
}
const kept = async (to?: keyof typeof items): Promise<string> =>
  (await send('organiser', await photo(), { ...(to && { to }) })).json().file
const picture = (file: string, more: object = {}): MinutesNode => ({ type: 'picture', attrs: { file, ...more } })
const statusTo = async (who: Who | null, file: string) => (await world.as(who, { url: `/files/pictures/${file}` })).statusCode

async function write(to: keyof typeof items, document: MinutesDocument) {
  const organiser = await world.actor('organiser', held.id)
  const place = { meeting: held, item: { id: items[to] } }
  const { number } = await openMinutes(world.ground.db, organiser, place)
  const one = { basedOn: number, window: 'test-window', edit: null, document, take: true }
  return { organiser, place, ...(await save(world.ground.db, organiser, place, one)) }
}
const stands = async (to: keyof typeof items) =>
  (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, items[to])))[0]!

describe('a picture that is sent', () => {
  it('is made one of ours, without what the camera wrote into it', async () => {
    const sent = await photo(5000)
    expect(sent.toString('latin1')).toContain('Hemmelig Fotograf')
    const answer = await send('organiser', sent)
    const { file } = answer.json()
    const shown = await world.as('organiser', { url: `/files/pictures/${file}` })
    expect(shown.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'private, no-cache' })
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'jpeg', width: 2000, height: 1000 })
    expect(shown.rawPayload.toString('latin1')).not.toContain('Hemmelig Fotograf')
    const [row] = await world.ground.db.select().from(minutesPicture).where(eq(minutesPicture.id, file))
    expect(row).toMatchObject({ width: 2000, height: 1000, size: shown.rawPayload.length, mediaType: 'image/jpeg' })
    expect(await unknownFiles(world.ground.db)).toEqual([])
  })

  it('stays drawn, and see-through, where it was', async () => {
    const drawn = await sharp({ create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .webp()
      .toBuffer()
    const { file } = (await send('organiser', drawn)).json()
    const shown = await world.as('organiser', { url: `/files/pictures/${file}` })
    expect(await sharp(shown.rawPayload).metadata()).toMatchObject({ format: 'png', hasAlpha: true, width: 9 })
  })

  it('is nothing else, whatever it is called, and no larger than is said', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>')
    for (const bytes of [svg, Buffer.from('%PDF-1.7'), (await photo()).subarray(0, 300)]) {
      const answer = await send('organiser', bytes)
      expect([answer.statusCode, answer.json().fields.file]).toEqual([422, expect.stringContaining('ikke et bilde')])
    }
    const large = await send('organiser', Buffer.alloc(13 * 1024 * 1024))
    expect([large.statusCode, large.json().fields.file]).toEqual([422, expect.stringContaining('høyst 12 MB')])
  })

  it('is taken from those who write only', async () => {
    expect((await send('member', await photo())).statusCode).toBe(404)
  })
})

describe('who sees it', () => {
  it('is whoever sees the minutes it stands in, and only while they are published', async () => {
    const file = await kept()
    const { organiser, place, number } = await write('open', doc(para('Se bildet.'), picture(file, { alt: 'En låve' })))
    for (const who of [null, 'member', 'outsider'] as const) expect([who, await statusTo(who, file)]).toEqual([who, 404])
    expect(await statusTo('organiser', file)).toBe(200)
    await publish(world.ground.db, organiser, place, number)
    for (const who of [null, 'member', 'outsider'] as const) expect([who, await statusTo(who, file)]).toEqual([who, 200])
    expect((await world.as(null, { url: `/files/pictures/${file}` })).headers['cache-control']).toBe('public, no-cache')
    const page = (await world.as(null, { url: paths.open })).body
    expect(page).toContain(`<img src="/files/pictures/${file}" alt="En låve" loading="lazy">`)
    // Taken out of the text: readers still see the published one, until the other is published too.
    const without = await write('open', doc(para('Uten bilde.')))
    expect(await statusTo(null, file)).toBe(200)
    await publish(world.ground.db, organiser, place, without.number)
    expect([await statusTo(null, file), await statusTo('organiser', file)]).toEqual([404, 200])
    await unpublish(world.ground.db, organiser, place)
  })

  it('is whoever sees the item', async () => {
    const file = await kept('closed')
    const { organiser, place, number } = await write('closed', doc(picture(file, { decorative: true })))
    await publish(world.ground.db, organiser, place, number)
    expect([await statusTo(null, file), await statusTo('outsider', file), await statusTo('member', file)]).toEqual([
      404, 404, 200,
    ])
    // In the minutes of an item for everybody, it is for everybody.
    const moved = await write('open', doc(picture(file)))
    expect(await statusTo(null, file)).toBe(404)
    await publish(world.ground.db, moved.organiser, moved.place, moved.number)
    expect(await statusTo(null, file)).toBe(200)
    await unpublish(world.ground.db, moved.organiser, moved.place)
  })

  it('is whoever sees the minutes it was moved to, when the item it was put into is gone', async () => {
    const { db } = world.ground
    const file = await kept('closed')
    const { organiser, place, number } = await write('open', doc(picture(file)))
    await publish(db, organiser, place, number)
    await db.update(item).set({ deletedAt: '2020-05-01T00:00:00Z' }).where(eq(item.id, items.closed))
    expect(await statusTo(null, file)).toBe(200)
    await unpublish(db, organiser, place)
    expect([await statusTo(null, file), await statusTo('organiser', file)]).toEqual([404, 200])
    await db.update(item).set({ deletedAt: null }).where(eq(item.id, items.closed))
  })

  it('is never the reader of another meeting', async () => {
    const { db } = world.ground
    const { networkId } = world
    const [meetingId, itemId] = [newId(), newId()]
    await db.insert(meeting).values({ id: meetingId, networkId, slug: 'annet', title: { nb: 'Annet' } })
    await db.insert(item).values({ id: itemId, networkId, meetingId, position: 0, kind: 'talk', title: { nb: 'Annet' } })
    const file = await kept()
    const document = doc(picture(file))
    expect([...(await picturesOf(db, held.id, [document])).keys()]).toEqual([file])
    expect((await picturesOf(db, meetingId, [document])).size).toBe(0)
  })
})

describe('the text around it', () => {
  it('goes through the shared document and back, and keeps where its parts were put in from', async () => {
    await world.app.listen({ port: 0, host: '127.0.0.1' })
    const address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
    const [file, from] = [await kept(), newId()]
    const document = doc(
      { type: 'heading', attrs: { level: 1, from }, content: [{ type: 'text', text: 'Gruppe 1' }] },
      { type: 'paragraph', attrs: { from }, content: [{ type: 'text', text: 'Fra rommet.' }] },
      picture(file, { alt: 'En tavle' }),
    )
    await write('open', document)
    const writer = sitDown({ address, path: `${paths.open}/minutes`, cookie: await world.cookies('organiser') })
    await writer.until(() => writer.session.state.line === 'open', 'a line')
    expect(writer.document()).toEqual(document)
    writer.type(' og 2')
    await writer.until(() => writer.session.state.made === writer.session.state.kept, 'all is kept')
    const { id } = await stands('open')
    const after = (await bringUp(world.ground.db, id)).document.content!
    expect(after[0]).toMatchObject({ attrs: { from }, content: [{ text: 'Gruppe 1 og 2' }] })
    expect(after.slice(1)).toEqual(document.content!.slice(1))
    writer.leave()
  })

  it('is written without script, with what the pictures show beside it', async () => {
    const file = await kept()
    await write('open', doc(para('Før.'), picture(file), para('Etter.')))
    const url = `${paths.open}/minutes`
    const page = (await world.as('organiser', { url: `${url}?plain` })).body
    expect(page).toContain('[[1: Bilde]]')
    const fields = Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="(basedOn|window|seen)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
    const text = 'Før!\n\n[[1: Bilde]]\n\nEtter.'
    expect((await world.as('organiser', { url, form: { ...fields, text, take: 'yes' } })).statusCode).toBe(303)
    const said = { place: '0', file, alt: 'En låve' }
    expect((await world.as('organiser', { url: `${url}/pictures/describe`, form: said })).statusCode).toBe(303)
    expect((await stands('open')).document).toEqual(doc(para('Før!'), picture(file, { alt: 'En låve' }), para('Etter.')))
    // Another stands there: nothing is said of the wrong one.
    const other = { ...said, file: await kept(), alt: 'Feil bilde' }
    await world.as('organiser', { url: `${url}/pictures/describe`, form: other })
    expect((await stands('open')).text).toBe('Før!\nBilde: En låve\nEtter.')
    const added = await send('organiser', await photo(), { accept: 'text/html', fields: { alt: 'Et kart' } })
    expect([added.statusCode, added.headers.location]).toEqual([303, `${url}?plain#pictures`])
    expect((await stands('open')).text).toBe('Før!\nBilde: En låve\nEtter.\nBilde: Et kart')
  })

  it('takes no more when it is approved', async () => {
    const { organiser, place, number } = await write('open', doc(para('Ferdig.')))
    await approve(world.ground.db, organiser, place, number)
    expect((await send('organiser', await photo())).statusCode).toBe(403)
  })
})
