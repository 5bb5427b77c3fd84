/** The few outlines that stand in every row, drawn once: a long programme has thousands of them. */
import * as icons from '#ui/icons.ts'

const outlines = {
  grip: icons.dragVertical,
  up: icons.arrowUp,
  down: icons.arrowDown,
  plus: icons.plus,
  more: icons.cog,
  pin: icons.padlock,
} as const

/** Stands once on a page that has glyphs. */
export function Glyphs() {
  return (
    <svg class="sm-glyphs" aria-hidden="true" focusable="false">
      {Object.entries(outlines).map(([name, outline]) => (
        <symbol key={name} id={`glyph-${name}`} viewBox="0 0 24 24">
          <path d={outline} />
        </symbol>
      ))}
    </svg>
  )
}

export const Glyph = (props: { of: keyof typeof outlines }) => (
  <svg class="icon" aria-hidden="true" focusable="false">
    <use href={`#glyph-${props.of}`} />
  </svg>
)
