import type { ComponentChildren } from 'preact'

export interface SectionProps {
  /** Also the anchor: #id leads here. */
  id: string
  title: ComponentChildren
  /** A count or a link at the far end of the heading's line. */
  aside?: ComponentChildren
  level?: 2 | 3 | undefined
  class?: string | undefined
  children: ComponentChildren
}

/** A part of a page: a thick rule, a heading, the content. */
export function Section(props: SectionProps) {
  const Heading = props.level === 3 ? 'h3' : 'h2'
  return (
    <section
      class={props.class === undefined ? 'sm-sec' : `sm-sec ${props.class}`}
      id={props.id}
      aria-labelledby={`${props.id}-h`}
    >
      <div class="sm-sec__head">
        <Heading class="sm-h2" id={`${props.id}-h`}>
          {props.title}
        </Heading>
        {typeof props.aside === 'string' || typeof props.aside === 'number' ? (
          <span class="soft">{props.aside}</span>
        ) : (
          props.aside
        )}
      </div>
      {props.children}
    </section>
  )
}

/** The trail above a page's title; an entry without an address is plain text. `label` names the landmark. */
export function Crumbs(props: {
  label: string
  steps: readonly { text: ComponentChildren; href?: string | undefined; rel?: string | undefined }[]
}) {
  return (
    <nav class="sm-crumb" aria-label={props.label}>
      {props.steps.map((step) =>
        step.href === undefined ? (
          <span>{step.text}</span>
        ) : (
          <a href={step.href} rel={step.rel}>
            {step.text}
          </a>
        ),
      )}
    </nav>
  )
}
