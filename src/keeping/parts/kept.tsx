/** What is kept for how long and why, as everybody reads it. */
import { m } from '#platform/words/words.ts'
import { type Keepings, keepingOf, keepKinds } from '../rules.ts'
import { keptFor, kindName, reasonOf } from './words.ts'

export function KeptTable({ keeping, caption }: { keeping: Keepings; caption: string }) {
  return (
    <table class="sm-table sm-table--stack sm-kept">
      <caption class="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.keeping_what()}</th>
          <th scope="col">{m.keeping_how_long()}</th>
          <th scope="col">{m.keeping_why()}</th>
        </tr>
      </thead>
      <tbody>
        {keepKinds.map((kind) => {
          const { years, reason } = keepingOf(kind, keeping)
          const why = reasonOf(kind, reason)
          return (
            <tr key={kind.id}>
              <th scope="row">{kindName(kind.id)}</th>
              <td data-label={m.keeping_how_long()}>{keptFor(kind, years)}</td>
              <td data-label={m.keeping_why()} lang={why.lang}>
                {why.text}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
