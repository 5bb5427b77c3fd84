/** Handing in with a personal link: what it opens, and what it does not. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { linkOf, onStage, pdf, setStage } from '../../../tests/materials.ts'
import { materialVersion } from '../tables.ts'

const { world, stage, act, get, hrefOf, materials, post, upload } = onStage()

describe('a speaker’s personal link', () => {
  const own = () => linkOf(world(), stage())

  test('opens their own item, with time, and takes their presentation', async () => {
    const link = await own()
    const page = await get(null, link)
    expect(page.statusCode).toBe(200)
    for (const there of ['Hei, Áile Ŋuorga', 'Om E-bøker', 'Onsdag 29. april 2020', 'kl. 12.20–13.00', 'Ikke levert ennå'])
      expect(page.body).toContain(there)
    expect(page.headers['cache-control']).toBe('private, no-store')
    expect((await materials()).length).toBe(0)

    expect((await post(null, `${link}/${stage().number}`, { name: 'Om e-bøker.pdf', content: pdf })).statusCode).toBe(303)
    const [row] = await materials()
    const href = await hrefOf(row!.id)
    expect((await get(null, href)).statusCode).toBe(200)
    expect((await get(null, link)).body).toContain('Bytt fil i Om e-bøker')
    const [version] = await world().ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, row!.id))
    expect(version).toMatchObject({ uploadedByName: 'Áile Ŋuorga', uploadedBy: null })

    expect(
      (
        await post(null, `${link}/${stage().number}/${row!.id}`, {
          name: 'ny.pdf',
          content: Buffer.concat([pdf, Buffer.from('ny')]),
        })
      ).statusCode,
    ).toBe(303)
    expect((await get(null, await hrefOf(row!.id))).body).toMatch(/ny$/)
    expect(
      (
        await world().as(null, {
          url: `${link}/${stage().number}/links`,
          form: { kind: 'link', locale: 'nb', url: 'https://a.example/' },
        })
      ).statusCode,
    ).toBe(303)
    expect(await materials()).toHaveLength(2)
  })

  test('adds an address, and does not say what others are to read', async () => {
    const form = { kind: 'link', locale: 'nb', title: '', description: '', url: 'deling.example', readBefore: 'on' }
    expect((await world().as(null, { url: `${await own()}/${stage().number}/links`, form })).statusCode).toBe(303)
    expect(await materials()).toMatchObject([{ url: 'https://deling.example/', readBefore: false }])
  })

  test('keeps the form when the file cannot be used', async () => {
    const answer = await post(null, `${await own()}/${stage().number}`, {
      name: 'tom.pdf',
      content: '',
      fields: { title: 'Behold meg' },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Filen er tom')
    expect(answer.body).toContain('Behold meg')
  })

  test('reaches nothing but its own', async () => {
    const link = await own()
    const { id: organisers } = await upload({ fields: { kind: 'paper' } })
    const elsewhere = await setStage(world())
    const { id: others } = await upload({}, elsewhere)
    expect((await post(null, `${link}/${elsewhere.number}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await post(null, `${link}/${elsewhere.number}/${others}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await post(null, `${link}/${stage().number}/${others}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await post(null, `${link}/${stage().number}/${organisers}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(403)
    expect(
      (
        await world().as(null, {
          url: `${link}/${stage().number}/links`,
          form: { kind: 'recording', locale: 'nb', url: 'https://a.example/' },
        })
      ).statusCode,
    ).toBe(403)
  })

  test('shows what is hidden only to the one who handed it in', async () => {
    const link = await own()
    const { id } = await upload({ fields: { title: 'Internt notat' } })
    expect((await get(null, link)).body).toContain('Internt notat')
    await act(id, 'hide')
    expect((await get(null, link)).body).not.toContain('Internt notat')
  })

  test('opens their own hidden file for an hour, without anybody signing in', async () => {
    const link = await own()
    const content = Buffer.from('<!doctype html><p>0123456789')
    await post(null, `${link}/${stage().number}`, { name: 'Utkast.html', content })
    const [row] = await materials()
    const href = await hrefOf(row!.id)
    expect((await get(null, link)).body).not.toContain('sig=')
    await act(row!.id, 'hide')
    expect((await get(null, href)).statusCode).toBe(404)
    const signed = /href="(\/files\/[^"]*sig=[^"]*)"/.exec((await get(null, link)).body)![1]!.replaceAll('&amp;', '&')
    expect(signed.startsWith(`${href}?until=`)).toBe(true)

    const whole = await get(null, signed)
    expect([whole.statusCode, whole.rawPayload]).toEqual([200, content])
    const part = await get(null, signed, { range: 'bytes=-3' })
    expect([part.statusCode, part.body]).toEqual([206, '789'])
    for (const answer of [whole, part])
      expect(answer.headers).toMatchObject({
        'cache-control': 'private, no-store',
        'content-type': 'text/html',
        'content-disposition': expect.stringMatching(/^attachment;/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
      })
    expect((await get(null, `${signed}A`)).statusCode).toBe(404)
    expect((await get(null, signed.replace(/until=\d/, 'until=9'))).statusCode).toBe(404)
    const other = await upload()
    await act(other.id, 'hide')
    expect((await get(null, `${other.href}${signed.slice(signed.indexOf('?'))}`)).statusCode).toBe(404)
    await act(row!.id, 'remove')
    expect((await get(null, signed)).statusCode).toBe(404)
  })

  test('one link for all that the same person does at the meeting', async () => {
    const { db } = world().ground
    const [first] = await db.select().from(item).where(eq(item.id, stage().itemId))
    const second = newId()
    await db.insert(item).values({
      ...first!,
      id: second,
      uid: newId(),
      publicId: first!.publicId + 100_000,
      position: 1,
      title: { nb: 'Avslutning' },
    })
    const personId = world().people.outsider.id
    await db.update(speaker).set({ personId }).where(eq(speaker.id, stage().speakerId))
    await db.insert(speaker).values({
      id: newId(),
      networkId: world().networkId,
      meetingId: stage().meetingId,
      itemId: second,
      position: 0,
      name: 'Áile Ŋuorga',
      personId,
    })
    const link = await own()
    expect((await get(null, link)).body).toContain('Avslutning')
    expect((await post(null, `${link}/${first!.publicId + 100_000}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(303)
  })

  test('renewed, the old one tells no more than a guess', async () => {
    const old = await own()
    const list = (await get('organiser', stage().at)).body
    expect(list).toContain(old)
    expect(
      (await world().as('organiser', { url: `${stage().at}/speakers/${stage().speakerId}/revoke`, form: {} })).statusCode,
    ).toBe(303)
    const renewed = await own()
    const [gone, guess] = [await get(null, old), await get(null, `/s/${'A'.repeat(70)}`)]
    expect([gone.statusCode, guess.statusCode]).toEqual([404, 404])
    const bare = (body: string) => body.replaceAll(/\/s\/[\w%-]+|%2Fs%2F[\w-]+/g, '')
    expect(bare(gone.body)).toBe(bare(guess.body))
    expect(gone.body).toContain('Lenken virker ikke')
    expect((await post(null, `${old}/${stage().number}`, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    expect((await get(null, renewed)).statusCode).toBe(200)
  })

  test('every changed letter is a guess', async () => {
    const link = await own()
    for (let i = 3; i < link.length; i++) {
      const other = link[i] === 'A' ? 'B' : 'A'
      expect((await get(null, link.slice(0, i) + other + link.slice(i + 1))).statusCode).toBe(404)
    }
  })
})
