/** A result: a table whose rows are bars too, free words, or that all agreed. On stage, in the room, on the item. */
import { localeNow, m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { meanOf, rowsOf } from '../counting/rules.ts'
import type { Choice, Result } from '../document.ts'
import type { PollView } from '../reads.ts'
import { optionWords } from './words.ts'

export interface ResultProps {
  readonly of: Pick<PollView, 'kind' | 'options' | 'most' | 'electors'>
  readonly result: Result
  /** What was asked, as the table's name for those who do not see where it stands. */
  readonly name: string
}

export function PollResult({ of, result, name }: ResultProps) {
  if (of.kind === 'agreed')
    return (
      <p class="sm-result__agreed">
        <Icon of={icons.checkmarkCircle} /> {m.polls_agreed_result({ present: of.electors })}
      </p>
    )
  if (result.withheld) return <p class="soft">{m.polls_withheld({ ballots: result.ballots })}</p>
  const mean = of.kind === 'scale' ? meanOf(result) : null
  return (
    <div class="sm-result">
      {of.kind === 'words' ? <Texts result={result} /> : <Bars of={of} result={result} name={name} />}
      {mean === null ? null : (
        <p class="sm-list__m">{m.polls_mean({ mean: new Intl.NumberFormat(localeNow()).format(mean), most: of.most ?? 5 })}</p>
      )}
      {of.kind === 'ranking' && <p class="sm-list__m">{m.polls_points()}</p>}
      <p class="sm-list__m">{m.polls_answered({ answered: result.ballots, electors: of.electors })}</p>
      {result.named && result.named.length > 0 && <Named of={of} named={result.named} />}
    </div>
  )
}

function Bars({ of, result, name }: ResultProps) {
  return (
    <table class="sm-bars">
      <caption class="sr">{m.polls_result_of({ question: name })}</caption>
      <thead class="sr">
        <tr>
          <th scope="col">{m.polls_option()}</th>
          <th scope="col">{of.kind === 'ranking' ? m.polls_col_points() : m.polls_col_votes()}</th>
          {of.kind !== 'ranking' && <th scope="col">{m.polls_col_share()}</th>}
        </tr>
      </thead>
      <tbody>
        {rowsOf(of, result).map((row) => {
          const label = optionWords(of, row.id)
          return (
            <tr key={row.id}>
              <th scope="row">
                <span lang={label.lang}>{label.text}</span>
                <Bar length={row.length} />
              </th>
              <td class="sm-bars__n">{row.count}</td>
              {row.percent !== null && <td class="sm-bars__p">{m.polls_percent({ percent: row.percent })}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A bar of some percent of its place. Silent: the number stands beside it. */
export const Bar = ({ length }: { readonly length: number }) => (
  <svg class="sm-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class="sm-bar__all" width="100" height="1" />
    <rect class="sm-bar__part" width={length} height="1" />
  </svg>
)

function Texts({ result }: { readonly result: Result }) {
  return (
    <ul class="sm-result__texts">
      {result.texts?.map(({ text, count }) => (
        <li key={text}>
          {text} {count > 1 && <span class="soft">{m.polls_times({ count })}</span>}
        </li>
      ))}
    </ul>
  )
}

function Named({ of, named }: Pick<ResultProps, 'of'> & { readonly named: NonNullable<Result['named']> }) {
  return (
    <details class="sm-more">
      <summary>{m.polls_named()}</summary>
      <table class="sm-table">
        <thead>
          <tr>
            <th scope="col">{m.polls_col_name()}</th>
            <th scope="col">{m.polls_col_answer()}</th>
          </tr>
        </thead>
        <tbody>
          {named.map((one, place) => (
            <tr key={`${place} ${one.name}`}>
              <th scope="row">{one.name}</th>
              <td>{choiceWords(of, one.choice)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** A ballot in words: "Felles avtale, Egen avtale". */
export const choiceWords = (of: Pick<PollView, 'options'>, choice: Choice): string =>
  choice.text ?? (choice.options ?? [String(choice.step ?? '')]).map((id) => optionWords(of, id).text).join(', ')
