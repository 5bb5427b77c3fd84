/** Where a network's logo lies, and what it says. Pure. */
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import type { Logo, network } from '../tables.ts'

type Bearer = Pick<typeof network.$inferSelect, 'id' | 'name' | 'logo'>

/** The name under which the bytes of a logo are handed to what is typeset. */
export const LOGO = 'logo'

/** A logo as it is shown somewhere. */
export interface ShownLogo {
  /** A full address, or a path. */
  readonly href: string
  /** What it says to those who do not see it. */
  readonly alt: { readonly text: string; readonly lang: Locale }
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** Enough of a logo's digest to tell it from any other of its network. */
const DIGITS = 16

/** What a logo is called in its address: another logo has another address, so that a browser may keep it for ever. */
export const logoName = ({ sha256, mediaType }: Logo): string =>
  `${sha256.slice(0, DIGITS)}.${mediaType === 'image/png' ? 'png' : 'jpg'}`

/** @param baseUrl of the installation, for what is read elsewhere; without it the address is a path */
export function shownLogo({ id, name, logo }: Bearer, locale: Locale, baseUrl = ''): ShownLogo | null {
  if (!logo) return null
  const alt = pick(logo.alt, locale) ?? pick(name, locale) ?? { text: '–', lang: locale }
  return { href: `${baseUrl}/files/logos/${id}/${logoName(logo)}`, alt, width: logo.width, height: logo.height }
}

/** Words that say nothing are the network's name. */
export const altOf = (words: Words): Words | null => (Object.keys(words).length > 0 ? words : null)

/** Tells two states of a logo apart: a form carries that of its making. */
export const logoVersion = (logo: Logo | null): string => logo?.at ?? ''
