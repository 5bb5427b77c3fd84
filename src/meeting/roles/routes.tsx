/** Who has which part in a meeting, who is invited, and each speaker's own link. For organisers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import type { NetworkRow } from '#network/reads.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { said } from '../parts/said.ts'
import { type Entered, enterToEdit, itemPath } from '../reads.ts'
import { inviteForm, roleForm } from '../settings/forms.ts'
import { PeoplePage } from '../settings/pages/people.tsx'
import { appearancesAt, invitedTo, membersOf, rolesOf } from '../settings/reads.ts'
import { type At, type Fields, sendForm, tellOn, wrongs } from '../settings/routes.tsx'
import { grantMeetingRole, invite, uninvite, withdrawMeetingRole } from './writes.ts'

export function meetingPeopleRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/people', async (request: At, reply) =>
    sendPeople(ground, request, reply, await enterToEdit(ground, request), {}),
  )

  const people = (path: string, write: (entered: Entered, body: unknown) => Promise<void>) =>
    app.post(`/:network/:meeting/people/${path}`, async (request: At, reply) => {
      const entered = await enterToEdit(ground, request)
      try {
        await write(entered, request.body)
      } catch (error) {
        if (error instanceof Invalid) return sendPeople(ground, request, reply, entered, error.fields)
        throw error
      }
      return tellOn(request, reply, entered, `${entered.base}/people`)
    })
  people('grant', async ({ actor, meeting, network }, body) => {
    const { person, role } = readForm(roleForm, body)
    await requireMembers(ground, network, [person])
    await grantMeetingRole(db, actor, meeting.id, person, role)
  })
  people('withdraw', async ({ actor, meeting }, body) => {
    const { person, role } = readForm(roleForm, body)
    await withdrawMeetingRole(db, actor, meeting.id, person, role)
  })
  people('invite', async ({ actor, meeting, network }, body) => {
    const { person } = readForm(inviteForm, body)
    await requireMembers(ground, network, person)
    await invite(db, actor, meeting.id, person)
  })
  people('uninvite', async ({ actor, meeting }, body) => {
    for (const person of readForm(inviteForm, body).person) await uninvite(db, actor, meeting.id, person)
  })
}

async function sendPeople(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Entered,
  wrong: Fields,
): Promise<FastifyReply> {
  const { db, config, secret } = ground
  const { meeting, network, base } = entered
  const members = await membersOf(db, network.id)
  const [roles, invited, appearances] = [
    await rolesOf(db, meeting.id),
    await invitedTo(db, meeting.id),
    await appearancesAt(db, meeting.id),
  ]
  return sendForm(ground, request, reply, entered, Object.keys(wrong).length > 0 ? 422 : 200, m.meeting_set_people, () => (
    <PeoplePage
      {...entered}
      members={members}
      roles={roles}
      invited={invited}
      speakers={appearances.map(({ speaker, item }) => ({
        id: speaker.id,
        name: speaker.name,
        item: said(item.title).text,
        itemHref: itemPath(base, item, meeting.locale),
        link: config.baseUrl + speakerLink(secret, speaker),
      }))}
      {...wrongs(wrong)}
    />
  ))
}

/** A part in a meeting is for people of its network: an id from elsewhere is nobody here. */
async function requireMembers(ground: Ground, network: NetworkRow, ids: readonly string[]): Promise<void> {
  const known = new Set((await membersOf(ground.db, network.id)).map((one) => one.id))
  if (!ids.every((id) => known.has(id))) throw new Invalid({ person: 'meeting_set_choose_person' })
}
