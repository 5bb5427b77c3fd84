/** Against a server that checks what it is sent as the API reference says. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BbbDouble, bigBlueButton } from '../../../../tests/bigbluebutton.ts'
import { ask, NoVideo, recordingsOf } from './reads.ts'
import { apiOf, type BbbServer, callAddress } from './rules.ts'
import { endRoom, wayIn } from './writes.ts'

const secret = 'ECCJZNJWLPEA3YB6Y2LTQGQD3GJZ3F93'
let double: BbbDouble
let server: BbbServer
beforeEach(async () => {
  double = await bigBlueButton(secret)
  server = { api: apiOf(double.url), secret, hash: 'sha256' }
})
afterEach(() => double.stop())

const room = {
  id: 'ab3f0c1e-7a52-4a55-9d3c-2f3b7b1f2a10',
  title: 'Ledermøte & «Čáhci»',
  backTo: 'https://s.example/nord/mote/room',
}
const kari = { name: 'Kari Nordmann', userId: 'p1', moderator: true }
const troubleOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof NoVideo ? error.trouble : error),
  )

it('signs a call as the example of the reference is signed', () => {
  const example = {
    api: apiOf('https://b.example/bigbluebutton/api'),
    secret: '639259d4-9dd8-4b25-bf01-95f9567eaf4b',
    hash: 'sha1' as const,
  }
  const params = { name: 'Test Meeting', meetingID: 'abc123', attendeePW: '111222', moderatorPW: '333444' }
  expect(callAddress(example, 'create', params)).toBe(
    'https://b.example/bigbluebutton/api/create?name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444&checksum=1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17',
  )
})

describe('going in', () => {
  it('makes the room first and leads there with role, name, id and the time it was made', async () => {
    const to = await wayIn(server, room, kari)
    expect(double.calls).toEqual([
      {
        name: 'create',
        params: expect.objectContaining({
          meetingID: room.id,
          name: room.title,
          logoutURL: room.backTo,
          disabledFeatures: 'polls,timer,breakoutRooms,sharedNotes',
        }),
      },
    ])
    const answer = await fetch(to, { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toContain('sessionToken=p1')
    expect(double.calls[1]!.params).toMatchObject({
      fullName: 'Kari Nordmann',
      role: 'MODERATOR',
      userID: 'p1',
      createTime: double.rooms.get(room.id)!.createTime,
    })
  })

  it('finds the room that is there, also when the meeting was given another title meanwhile', async () => {
    await wayIn(server, room, kari)
    const to = await wayIn(server, { ...room, title: 'x'.repeat(200) }, { ...kari, moderator: false })
    expect(double.rooms.size).toBe(1)
    expect((await fetch(to, { redirect: 'manual' })).status).toBe(302)
  })

  it('does not come into a later room with an address for an earlier one', async () => {
    const to = await wayIn(server, room, kari)
    await endRoom(server, room.id)
    await wayIn(server, room, kari)
    expect(await (await fetch(to, { redirect: 'manual' })).text()).toContain('mismatchCreateTimeParam')
  })

  it.each(['sha384', 'sha512', 'sha1'] as const)('signs with %s where the server asks for it', async (hash) => {
    const other = await bigBlueButton(secret, hash)
    const at = { api: apiOf(other.url), secret, hash }
    await wayIn(at, room, kari)
    expect(await troubleOf(wayIn({ ...at, hash: 'sha256' }, room, kari))).toBe('checksum')
    await other.stop()
  })
})

it('ends a room, and one that is not there has ended', async () => {
  await wayIn(server, room, kari)
  await endRoom(server, room.id)
  expect(double.rooms.get(room.id)!.ended).toBe(true)
  await endRoom(server, 'nobody-was-here')
})

describe('trouble', () => {
  it('tells a wrong secret, a no, and a server that is away apart', async () => {
    expect(await troubleOf(wayIn({ ...server, secret: 'another' }, room, kari))).toBe('checksum')
    expect(await troubleOf(ask(server, 'join', { meetingID: 'none' }))).toBe('refused')
    double.broken = { status: 502, body: '<html><body>Bad gateway</body></html>' }
    expect(await troubleOf(wayIn(server, room, kari))).toBe('away')
    double.broken = { status: 200, body: 'not <xml' }
    expect(await troubleOf(wayIn(server, room, kari))).toBe('away')
    await double.stop()
    expect(await troubleOf(wayIn(server, room, kari))).toBe('away')
  })

  it('never tells the secret', async () => {
    double.broken = { status: 502, body: '' }
    const error = await wayIn(server, room, kari).catch((e: Error) => e)
    expect(JSON.stringify(error) + String(error)).not.toContain(secret)
  })
})

describe('recordings', () => {
  const recording = (id: string, from: number, playback: string) =>
    `<recording><recordID>${id}</recordID><name>Møte &amp; mer</name><startTime>${from}</startTime><endTime>${from + 5_400_000}</endTime>${playback}</recording>`
  const listed = (...all: string[]) => {
    double.recordings = `<response><returncode>SUCCESS</returncode><recordings>${all.join('')}</recordings></response>`
  }

  it('are none, one or several, oldest first', async () => {
    expect(await recordingsOf(server, room.id)).toEqual([])
    const format =
      '<playback><format><type>presentation</type><url>\n https://b.example/p/1 \n</url><length>90</length></format></playback>'
    listed(recording('a', 1_530_718_721_124, format))
    expect(await recordingsOf(server, room.id)).toEqual([
      {
        id: 'a',
        name: 'Møte & mer',
        startedAt: '2018-07-04T15:38:41.124Z',
        minutes: 90,
        playback: [{ type: 'presentation', url: 'https://b.example/p/1' }],
      },
    ])
    listed(recording('b', 1_530_718_800_000, '<playback></playback>'), recording('a', 1_530_718_721_124, format))
    expect((await recordingsOf(server, room.id)).map((one) => [one.id, one.playback.length])).toEqual([
      ['a', 1],
      ['b', 0],
    ])
    expect(double.calls.at(-1)).toMatchObject({ name: 'getRecordings', params: { meetingID: room.id } })
  })

  it('are never led to by anything but a web address', async () => {
    listed(
      recording('a', 1_530_718_721_124, '<playback><format><type>x</type><url>javascript:alert(1)</url></format></playback>'),
    )
    expect((await recordingsOf(server, room.id))[0]!.playback).toEqual([])
  })
})
