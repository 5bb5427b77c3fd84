import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { saveAbout } from '#people/profile/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { membership } from '../../tables.ts'
import { currentOf } from '../member/reads.ts'
import { readMember } from '../reads.ts'
import type { OwnInput } from './forms.ts'

/**
 * Keeps what somebody says of themselves in a network, with what their office is called. Where they belong is not theirs to
 * correct: that is a change of job.
 * @throws Conflict when it was changed in another window meanwhile
 */
export async function saveOwn(db: Db, actor: Actor, networkId: string, input: OwnInput): Promise<void> {
  await inTransaction(db, async (tx) => {
    const seat = actor.person && (await currentOf(tx, networkId, actor.person.id))
    if (!seat) throw new NotFound()
    const before = await readMember(tx, networkId, seat.id)
    await saveAbout(tx, actor, networkId, input, input.seen)
    if (before.office === input.office) return
    await tx.update(membership).set({ office: input.office }).where(eq(membership.id, seat.id))
    await record(tx, actor, {
      networkId,
      action: 'membership.office_changed',
      about: { kind: 'person', id: before.personId },
      before: { office: before.office },
      after: { office: input.office },
      raises: [networkSubject(networkId)],
    })
  })
}
