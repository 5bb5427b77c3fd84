import { spokenTo } from '#platform/words/text.ts'
import { localeNow } from '#platform/words/words.ts'
import type { ShownLogo } from '../rules.ts'

/** A network's logo on a light ground: most are made for paper. @param beside the words that stand beside it and need not be said twice */
export function LogoMark({ logo, beside, class: more }: { logo: ShownLogo; beside?: string; class?: string }) {
  const { alt, href, width, height } = logo
  const said = alt.text === beside ? '' : alt.text
  return (
    <img
      class={more ? `sm-logo ${more}` : 'sm-logo'}
      src={href}
      width={width}
      height={height}
      alt={said}
      lang={said && alt.lang !== spokenTo(localeNow()) ? alt.lang : undefined}
    />
  )
}
