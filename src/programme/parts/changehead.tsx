import { m } from '#platform/words/words.ts'

/** The head of a table that tells what changes: in which item, what, how it was, how it is. @param item what the first column is called */
export function ChangeHead(props: { item: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{props.item}</th>
        <th scope="col">{m.programme_version_what()}</th>
        <th scope="col">{m.programme_version_before()}</th>
        <th scope="col">{m.programme_version_after()}</th>
      </tr>
    </thead>
  )
}
