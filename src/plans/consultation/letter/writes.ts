import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import { audienceOf } from '#notices/audience/rules.ts'
import type { Drafted } from '#notices/composer/rules.ts'
import { createDraft } from '#notices/composer/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { editPlan } from '../../writes.ts'
import { lastConsultation } from '../reads.ts'
import { type ConsultationRow, isOpen } from '../rules.ts'
import { type Begun, LETTER_BEGUN, letterOf } from './reads.ts'

/** Whom it goes to: those who may send in. */
export const receivers = audienceOf({ to: ['members'] })

/**
 * Begins the letter that tells members of a draft that is out. Pressed twice it is one letter, until what it tells of has changed.
 * @param write what it says of a consultation
 * @returns the letter's id
 * @throws Refused where nothing can be sent in
 */
export async function beginLetter(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  planId: string,
  write: (of: ConsultationRow) => Pick<Drafted, 'subject' | 'body'>,
): Promise<string> {
  return editPlan(db, actor, planId, async (tx, row) => {
    const last = await lastConsultation(tx, planId)
    if (!last) throw new NotFound()
    if (!isOpen(last, Temporal.Now.instant()) || row.publishedAt === null) throw new Refused('planio_letter_not_open')
    const before = await letterOf(tx, last)
    if (before && !before.stale) return { done: null, result: before.row.id }
    const drafted = { ...write(last), inlined: 'nothing', template: 'empty', audience: receivers } as const
    const { id } = await createDraft(tx, actor, { network, meeting: null }, drafted)
    const after: Begun = { consultation: last.id, version: last.version, notice: id }
    return { done: { action: LETTER_BEGUN, about: { kind: 'plan', id: planId }, after }, result: id }
  })
}
