import type { ComponentChildren } from 'preact'

/** The frame that most views share: what it is, the words in the middle, and what belongs to them. */
export function Body(props: {
  readonly kicker: string
  readonly beside?: ComponentChildren
  readonly size: 'huge' | 'title' | 'q' | 'small'
  readonly title: string
  readonly lang?: string | undefined
  readonly children?: ComponentChildren
}) {
  return (
    <section class="sm-stage__body">
      <p class="sm-stage__k">
        {props.kicker} {props.beside && <span>{props.beside}</span>}
      </p>
      <h1 class={`sm-stage__h sm-stage__h--${props.size}`} lang={props.lang}>
        {props.title}
      </h1>
      {props.children}
    </section>
  )
}
