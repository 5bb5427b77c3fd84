/** "l. 9": leads to the line of the pasted text. */
import { m } from '#platform/words/words.ts'

export function LineRef(props: { n: number }) {
  return (
    <a class="sm-ln" href={`#l${props.n}`}>
      <span aria-hidden="true">{m.programme_line_short({ n: props.n })}</span>
      <span class="sr">{m.programme_line({ n: props.n })}</span>
    </a>
  )
}

export function LineRefs(props: { of: readonly number[] }) {
  return (
    <>
      {props.of.map((n) => (
        <span key={n}>
          {' '}
          <LineRef n={n} />
        </span>
      ))}
    </>
  )
}
