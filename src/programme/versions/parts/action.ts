import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { ItemState } from '../../document.ts'
import type { OperationRow } from '../../operation/reads.ts'

/** Said of the programme as one thing: there is no first item that others could be added to. */
const ofTheWhole: ReadonlySet<string> = new Set([
  'programme.restored',
  'programme.reread',
  'programme.split_off',
  'programme.merged_back',
  'day.added',
  'day.changed',
  'day.removed',
])

/** What an operation did, in words: "La til «Om e-bøker»". @param titles of items that stand today, by id */
export function actionName(one: Pick<OperationRow, 'action' | 'changes'>, titles: ReadonlyMap<string, Words>): string {
  const own = one.changes.filter((change) => change.of === 'item')
  const about = own[0]
  const state = (about?.after ?? about?.before) as Partial<ItemState> | null | undefined
  const title = pick(state?.title ?? (about && titles.get(about.id)) ?? {}, localeNow())?.text ?? ''
  const name = (
    {
      'item.added': m.programme_did_add,
      'item.changed': m.programme_did_change,
      'item.corrected': m.programme_did_correct,
      'item.removed': m.programme_did_remove,
      'item.restored': m.programme_did_restore,
      'item.moved': m.programme_did_move,
      'item.split': m.programme_did_split,
      'item.merged': m.programme_did_merge,
      'programme.undone': m.programme_did_undo,
      'programme.redone': m.programme_did_redo,
      'programme.restored': m.programme_did_set_back,
      'day.added': m.programme_did_days,
      'day.changed': m.programme_did_days,
      'day.removed': m.programme_did_days,
      'programme.reread': m.programme_did_reread,
      'programme.split_off': m.programme_did_part,
      'programme.merged_back': m.programme_did_unite,
    } as Record<string, (words: { title: string }) => string>
  )[one.action]
  const text = (name ?? m.programme_did_arrange)({ title })
  return own.length > 1 && !ofTheWhole.has(one.action) ? m.programme_did_more({ text, count: own.length - 1 }) : text
}
