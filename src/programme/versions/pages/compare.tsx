/** Two versions item by item, and the way back to the earlier one. */
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import type { Programme } from '../../document.ts'
import { DifferenceTable } from '../parts/difference.tsx'
import { difference, nameOf } from '../rules.ts'

export interface ComparePageProps {
  readonly base: string
  readonly meeting: { readonly title: Words }
  readonly from: number
  readonly to: number
  readonly newest: number
  readonly before: Programme
  readonly after: Programme
}

export function ComparePage(props: ComparePageProps) {
  const { base, from, to } = props
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[
          { text: pick(props.meeting.title, localeNow())?.text ?? '', href: base },
          { text: m.programme_programme(), href: `${base}/programme` },
          { text: m.programme_versions(), href: `${base}/programme/versions` },
          { text: m.programme_version_compared() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.programme_version_between({ from: nameOf(from), to: nameOf(to) })}</h1>
      <MeetingTools base={base} />
      <DifferenceTable difference={difference(props.before, props.after)} before={props.before} after={props.after} />
      <div class="sm-acts">
        {[from, to]
          .filter((number, i, all) => number !== props.newest && all.indexOf(number) === i)
          .map((number) => (
            <PostButton
              key={number}
              action={`${base}/programme/versions/restore`}
              fields={{ number: String(number) }}
              variant="secondary"
              icon={icons.arrowUndo}
            >
              {m.programme_version_restore({ n: nameOf(number) })}
            </PostButton>
          ))}
      </div>
      <p class="soft">{m.programme_version_restore_help()}</p>
    </main>
  )
}
