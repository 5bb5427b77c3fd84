import type { TraceKind } from '#people/traces/rules.ts'
import { m } from '#platform/words/words.ts'
import { kindName } from './words.ts'

/** How much there is of each kind. */
export function Counts({ of, caption }: { of: readonly { readonly kind: TraceKind; readonly rows: number }[]; caption: string }) {
  return (
    <table class="sm-table">
      <caption class="sr">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.privacy_what()}</th>
          <th scope="col">{m.privacy_how_many()}</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ kind, rows }) => (
          <tr key={kind}>
            <th scope="row">{kindName(kind)}</th>
            <td>{rows}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
