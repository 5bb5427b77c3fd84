/** Two of a group wrote in the notes at once, and there is no script to show it in place: both texts. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field.tsx'

export interface ConflictPageProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly group: string
  readonly theirs: { readonly text: string; readonly by: string | null; readonly version: number }
  readonly mine: string
}

export function ConflictPage({ base, group, theirs, mine }: ConflictPageProps) {
  return (
    <main id="content" class="sm-page sm-page--text">
      <h1 class="sm-title sm-title--m">{m.groups_conflict({ name: theirs.by ?? m.groups_somebody() })}</h1>
      <h2 class="sm-h2">{m.groups_conflict_theirs()}</h2>
      <p class="sm-notes__theirs">{theirs.text}</p>
      <form class="sm-form" method="post" action={`${base}/room/groups/notes`}>
        <input type="hidden" name="group" value={group} />
        <input type="hidden" name="version" value={theirs.version} />
        <TextArea name="text" label={m.groups_conflict_mine()} help={m.groups_conflict_help()} value={mine} rows={10} />
        <div class="sm-form__end">
          <Button>{m.groups_save()}</Button>
          <a class="ds-link" href={`${base}/room#groups`}>
            {m.groups_conflict_take()}
          </a>
        </div>
      </form>
    </main>
  )
}
