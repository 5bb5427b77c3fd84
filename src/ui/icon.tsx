/**
 * One outline from icons.ts, drawn in place. Repeated outlines cost next to nothing once compressed, and
 * unlike a sprite this works the same on the page, in an island and in a fragment that is swapped in later.
 * An icon always stands beside a word, so it is silent.
 *
 *     import * as icons from '#ui/icons.ts'
 *     <Icon of={icons.gavel} />
 */
export function Icon(props: { of: string; class?: string | undefined }) {
  return (
    <svg
      class={props.class === undefined ? 'icon' : `icon ${props.class}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={props.of} />
    </svg>
  )
}
