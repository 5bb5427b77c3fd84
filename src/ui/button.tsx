import type { ComponentChildren } from 'preact'
import { Icon } from './icon.tsx'
import type { Color } from './tone.ts'

export interface ButtonLook {
  /** One primary button on a work screen; the rest are secondary or tertiary. */
  variant?: 'primary' | 'secondary' | 'tertiary' | undefined
  color?: Color | undefined
  /** sm 40 px for dense lists, md 48 px (44 at least) as a rule, lg 56 px for what is pressed while a meeting runs. */
  size?: 'sm' | 'md' | 'lg' | undefined
  icon?: string | undefined
  /** Only the icon is seen; the words become its name. */
  iconOnly?: boolean | undefined
  class?: string | undefined
}

const className = (look: ButtonLook) => (look.class === undefined ? 'ds-button' : `ds-button ${look.class}`)

const data = (look: ButtonLook) => ({
  'data-variant': look.variant === 'primary' ? undefined : look.variant,
  'data-color': look.color,
  'data-size': look.size,
  'data-icon': look.iconOnly === true ? '' : undefined,
})

function Inside(props: ButtonLook & { children: ComponentChildren }) {
  return (
    <>
      {props.icon === undefined ? null : <Icon of={props.icon} />}
      {props.iconOnly === true ? <span class="sr">{props.children}</span> : props.children}
    </>
  )
}

export interface ButtonProps extends ButtonLook {
  children: ComponentChildren
  type?: 'submit' | 'button' | undefined
  name?: string | undefined
  value?: string | undefined
  disabled?: boolean | undefined
  /** Said to be of no use now, without being taken from under the focus: whoever presses it, nothing happens. */
  resting?: boolean | undefined
  pressed?: boolean | undefined
  /** Another action for the same form: formaction. */
  formAction?: string | undefined
  /** 'get' shows again what was typed, and changes nothing. */
  formMethod?: 'get' | undefined
  /** Send without the browser's own checks, for "save as draft" and "remove". */
  formNoValidate?: boolean | undefined
  /** Name for those who do not see where the button stands: "Fjern Om E-bøker". */
  label?: string | undefined
  onClick?: ((event: MouseEvent) => void) | undefined
}

export function Button(props: ButtonProps) {
  return (
    <button
      class={className(props)}
      {...data(props)}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      formaction={props.formAction}
      formmethod={props.formMethod}
      formnovalidate={props.formNoValidate}
      aria-disabled={props.resting === true ? 'true' : undefined}
      aria-pressed={props.pressed}
      aria-label={props.label}
      onClick={props.onClick}
    >
      <Inside {...props} />
    </button>
  )
}

export interface LinkButtonProps extends ButtonLook {
  children: ComponentChildren
  href: string
  rel?: string | undefined
  download?: boolean | undefined
  label?: string | undefined
  lang?: string | undefined
  /** The page one is on. */
  current?: boolean | undefined
}

export function LinkButton(props: LinkButtonProps) {
  return (
    <a
      class={className(props)}
      {...data(props)}
      href={props.href}
      rel={props.rel}
      download={props.download}
      aria-label={props.label}
      lang={props.lang}
      aria-current={props.current ? 'page' : undefined}
    >
      <Inside {...props} />
    </a>
  )
}

export interface PostButtonProps extends ButtonLook {
  children: ComponentChildren
  action: string
  fields?: Record<string, string> | undefined
  label?: string | undefined
  disabled?: boolean | undefined
}

/** A button that acts: a form of its own, so that GET never changes anything and no script is needed. */
export function PostButton(props: PostButtonProps) {
  return (
    <form class="sm-post" method="post" action={props.action}>
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class={className(props)} {...data(props)} type="submit" aria-label={props.label} disabled={props.disabled}>
        <Inside {...props} />
      </button>
    </form>
  )
}
