/** The work pages of what hangs on an item: who comes to them, versions, addresses, words. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { meeting } from '#meeting/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { cookieOf, data, onStage, pdf } from '../../tests/materials.ts'
import { material, materialVersion } from './tables.ts'

const { world, stage, act, get, hrefOf, materials, post, upload } = onStage()

describe('who', () => {
  test('only organisers, owners and those who speak may come to the page', async () => {
    for (const who of ['organiser', 'owner'] as const) expect((await get(who, stage().at)).statusCode).toBe(200)
    for (const who of ['member', 'outsider', null] as const) {
      expect((await get(who, stage().at)).statusCode).toBe(404)
      expect((await post(who, stage().at, { name: 'a.pdf', content: pdf })).statusCode).toBe(404)
    }
    await world().ground.db.update(speaker).set({ personId: world().people.member.id }).where(eq(speaker.id, stage().speakerId))
    expect((await get('member', stage().at)).statusCode).toBe(200)
    expect((await post('member', stage().at, { name: 'a.pdf', content: pdf }, data)).statusCode).toBe(201)
    const recording = await world().as('member', {
      url: `${stage().at}/links`,
      form: { kind: 'recording', locale: 'nb', url: 'https://video.example/1' },
    })
    expect(recording.statusCode).toBe(403)
  })

  test('a file is for those its meeting, item and own audience let in', async () => {
    const { href, id } = await upload()
    const seenBy = async () =>
      Promise.all(
        ([null, 'outsider', 'member', 'organiser'] as const).map(async (who) => (await get(who, href)).statusCode === 200),
      )
    expect(await seenBy()).toEqual([true, true, true, true])
    expect((await get(null, href)).headers['cache-control']).toBe('public, no-cache')

    await world().ground.db.update(material).set({ audience: 'members' }).where(eq(material.id, id))
    expect(await seenBy()).toEqual([false, false, true, true])
    expect((await get('member', href)).headers['cache-control']).toBe('private, no-cache')

    await world().ground.db.update(material).set({ audience: 'public' }).where(eq(material.id, id))
    await world().ground.db.update(item).set({ audience: 'invited' }).where(eq(item.id, stage().itemId))
    expect(await seenBy()).toEqual([false, false, false, true])

    await world().ground.db.update(item).set({ audience: 'public' }).where(eq(item.id, stage().itemId))
    await world().ground.db.update(meeting).set({ publishedAt: null }).where(eq(meeting.id, stage().meetingId))
    expect(await seenBy()).toEqual([false, false, false, true])
  })

  test('what is hidden has no address, until it is published again', async () => {
    const { href, id } = await upload()
    expect((await act(id, 'hide')).statusCode).toBe(303)
    expect((await get('member', href)).statusCode).toBe(404)
    expect((await get('organiser', href)).statusCode).toBe(200)
    expect((await act(id, 'publish', {}, 'member')).statusCode).toBe(404)
    await act(id, 'publish')
    expect((await get(null, href)).statusCode).toBe(200)
  })

  test('nonsense in an address is not found', async () => {
    const { href } = await upload()
    for (const wrong of [
      href.replace(/\/[^/]+\/[^/]+$/, `/${newId()}/x.pdf`),
      `/files/x/y/z`,
      `/files/${newId()}${href.slice(href.indexOf('/', 8))}`,
    ])
      expect((await get('organiser', wrong)).statusCode).toBe(404)
  })
})

describe('versions', () => {
  test('readers get the newest; organisers find the older ones and can bring one back', async () => {
    const { id, href: first } = await upload({ content: Buffer.concat([pdf, Buffer.from('en')]) })
    expect(
      (await post('organiser', `${stage().at}/${id}/file`, { name: 'ny.pdf', content: Buffer.concat([pdf, Buffer.from('to')]) }))
        .statusCode,
    ).toBe(303)
    const second = await hrefOf(id)
    expect((await get(null, second)).body).toMatch(/to$/)
    expect((await get(null, first)).statusCode).toBe(404)
    expect((await get('organiser', first)).statusCode).toBe(200)
    expect((await get('organiser', first)).headers['cache-control']).toBe('private, no-cache')
    expect((await get('organiser', `${stage().at}/${id}`)).body).toContain('Bruk denne: versjon 1')

    expect((await act(id, 'current', { number: '1' }, 'member')).statusCode).toBe(404)
    await act(id, 'current', { number: '1' })
    expect((await get(null, first)).statusCode).toBe(200)
    expect((await get(null, second)).statusCode).toBe(404)
    expect((await act(id, 'current', { number: '7' })).statusCode).toBe(404)
  })

  test('two at once both get a number', async () => {
    const { id } = await upload()
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((end) =>
        post('organiser', `${stage().at}/${id}/file`, { name: 'n.pdf', content: Buffer.concat([pdf, Buffer.from(end)]) }, data),
      ),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200])
    const versions = await world().ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, id))
    expect(versions.map((version) => version.number).sort()).toEqual([1, 2, 3, 4])
  })
})

describe('links and recordings', () => {
  const add = (form: Record<string, string>) =>
    world().as('organiser', {
      url: `${stage().at}/links`,
      form: { kind: 'link', locale: 'nb', title: '', description: '', ...form },
    })

  test('a link is out at once, called after its site', async () => {
    expect((await add({ url: 'www.bibliotek.example/e-bok' })).statusCode).toBe(303)
    const [row] = await materials()
    expect(row).toMatchObject({ url: 'https://www.bibliotek.example/e-bok', title: { nb: 'bibliotek.example' }, kind: 'link' })
    expect(row!.publishedAt).not.toBeNull()
  })

  test('a link is marked to be read beforehand by an organiser', async () => {
    expect((await get('organiser', stage().at)).body).toMatch(/id="link-readBefore"/)
    await add({ url: 'lovdata.example/lov', readBefore: 'on' })
    expect((await materials())[0]).toMatchObject({ url: 'https://lovdata.example/lov', readBefore: true })
  })

  test('a recording waits until someone takes it upon them', async () => {
    await add({ kind: 'recording', url: 'https://video.example/1', title: 'Hele møtet' })
    const [row] = await materials()
    expect(row!.publishedAt).toBeNull()
    expect((await get('organiser', stage().at)).body).toContain('tekstes og synstolkes')
    await act(row!.id, 'publish')
    expect((await materials())[0]!.publishedAt).not.toBeNull()
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://',
    'https://ane:hemmelig@bank.example/',
    '',
  ])('never %s', async (url) => {
    const answer = await add({ url, title: 'Behold meg' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Behold meg')
    expect(await materials()).toEqual([])
  })
})

describe('changing', () => {
  const edit = (id: string, form: Record<string, string>) =>
    world().as('organiser', { url: `${stage().at}/${id}`, form: { kind: 'paper', locale: 'nb', ...form } })

  test('words in several languages, and whom it is for', async () => {
    const { id } = await upload()
    const answer = await edit(id, {
      version: '1',
      title_nb: 'Utkast',
      title_en: 'Draft',
      description_en: 'Twelve slides',
      audience: 'members',
    })
    expect(answer.statusCode).toBe(303)
    expect(await materials()).toMatchObject([
      {
        title: { nb: 'Utkast', en: 'Draft' },
        description: { en: 'Twelve slides' },
        kind: 'paper',
        audience: 'members',
        version: 2,
      },
    ])
    const acts = await world().ground.db.select().from(activity).where(eq(activity.aboutId, id))
    expect(acts.map((one) => one.action).sort()).toEqual(['material.added', 'material.changed'])
  })

  test('two at once: the second sees what the first wrote, and keeps their own', async () => {
    const { id } = await upload()
    await edit(id, { version: '1', title_nb: 'Den første' })
    const late = await edit(id, { version: '1', title_nb: 'Den andre' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Nå står det «Den første»')
    expect(late.body).toContain('value="Den andre"')
    expect(late.body).toContain('name="version" value="2"')
    expect((await materials())[0]!.title).toEqual({ nb: 'Den første' })
  })

  test('never to nothing', async () => {
    const { id } = await upload()
    const answer = await edit(id, { version: '1', title_nb: '  ' })
    expect([answer.statusCode, answer.body.includes('Skriv en tittel')]).toEqual([422, true])
  })

  test('removed, and back again by the way the page offers', async () => {
    const { id, href } = await upload()
    const answer = await act(id, 'remove')
    expect((await get('organiser', href)).statusCode).toBe(404)
    expect((await get('organiser', stage().at)).body).toContain('Ingenting er lagt ut ennå.')
    const notice = JSON.parse(
      Buffer.from(decodeURIComponent(cookieOf(answer, 'samling_notice')!.split('=')[1]!).split('.')[0]!, 'base64url').toString(),
    )
    expect(notice.undo.action).toBe(`${stage().at}/${id}/restore`)
    expect((await world().as('organiser', { url: notice.undo.action, form: {} })).statusCode).toBe(303)
    expect((await get(null, href)).statusCode).toBe(200)
  })
})
