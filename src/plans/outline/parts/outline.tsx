/** A plan in a table: goals as headings, measures with who and when. */
import type { ComponentChildren } from 'preact'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { PlanDocument } from '../../document.ts'
import { periodText } from '../../parts/words.ts'

export function Outline({
  of,
  aside,
  asideTitle,
}: {
  of: PlanDocument
  /** What stands in the last column of a goal or measure. */
  aside?: (id: string) => ComponentChildren
  asideTitle?: string
}) {
  const columns = aside ? 4 : 3
  return (
    <div class="sm-scroll">
      <table class="sm-table sm-table--stack sm-planoutline">
        <caption class="sr">{say(of.title).text}</caption>
        <thead>
          <tr>
            <th scope="col">{m.planio_role_measure()}</th>
            <th scope="col">{m.planio_owner()}</th>
            <th scope="col">{m.planio_period()}</th>
            {aside && <th scope="col">{asideTitle}</th>}
          </tr>
        </thead>
        {of.goals.map((goal, g) => (
          <tbody key={g}>
            <tr class="sm-planoutline__goal">
              <th scope="rowgroup" colSpan={aside ? columns - 1 : columns}>
                {g + 1} <Said of={goal.title} />
                {goal.description && <Lines of={goal.description} />}
              </th>
              {aside && <td>{goal.id && aside(goal.id)}</td>}
            </tr>
            {goal.measures.map((one, i) => (
              <tr key={i}>
                <th scope="row">
                  {g + 1}.{i + 1} <Said of={one.title} />
                  {one.description && <Lines of={one.description} />}
                  {one.indicators.length > 0 && (
                    <p class="soft">
                      {m.planio_role_indicator()}: {one.indicators.map((each) => say(each.name).text).join('; ')}
                    </p>
                  )}
                </th>
                <td data-label={m.planio_owner()}>{one.owners.map((owner) => owner.name).join(', ')}</td>
                <td data-label={m.planio_period()}>{periodText(one)}</td>
                {aside && <td>{one.id && aside(one.id)}</td>}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

const say = (words: Words) => pick(words, localeNow()) ?? { text: '', lang: undefined }
const Said = ({ of }: { of: Words }) => <span lang={say(of).lang}>{say(of).text}</span>
const Lines = ({ of }: { of: Words }) => (
  <p class="soft sm-planoutline__about" lang={say(of).lang}>
    {say(of).text}
  </p>
)
