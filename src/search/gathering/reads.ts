/** Everything of one unit that can be found: a meeting with all that hangs on it, or what a network has beside its meetings. */
import type { Db } from '#platform/db/db.ts'
import type { Passage } from '../document.ts'
import { gatherActions, gatherOwnActions } from './actions/reads.ts'
import { gatherItems } from './items/reads.ts'
import { gatherMaterials } from './materials/reads.ts'
import { gatherMatters, gatherTopics } from './matters/reads.ts'
import { gatherMeeting, readSource } from './meetings/reads.ts'
import { gatherMinutes } from './minutes/reads.ts'
import { gatherPeople } from './people/reads.ts'
import { gatherPlans } from './plans/reads.ts'
import { gatherQuestions } from './questions/reads.ts'

/** @param unit 'meeting:<id>' or 'network:<id>' */
export async function gather(db: Db, unit: string): Promise<Passage[]> {
  const [kind, id] = unit.split(':') as [string, string]
  return kind === 'meeting' ? ofMeeting(db, id) : ofNetwork(db, id)
}

async function ofMeeting(db: Db, id: string): Promise<Passage[]> {
  const found = await readSource(db, id)
  if (!found) return []
  const { source, row } = found
  const items = await gatherItems(db, source)
  return [
    ...(await gatherMeeting(db, source, row)),
    ...items.passages,
    ...(await gatherMinutes(db, source, items.sources)),
    ...(await gatherActions(db, source, items.sources)),
    ...(await gatherMaterials(db, source, items.sources)),
    ...(await gatherQuestions(db, source, items.sources)),
  ]
}

const ofNetwork = async (db: Db, id: string): Promise<Passage[]> => [
  ...(await gatherOwnActions(db, id)),
  ...(await gatherPlans(db, id)),
  ...(await gatherMatters(db, id)),
  ...(await gatherTopics(db, id)),
  ...(await gatherPeople(db, id)),
]
