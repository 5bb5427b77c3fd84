/** Pictures in the text of minutes. Pure. */
import type { MinutesDocument, MinutesNode } from '../document.ts'

/** Letters that say what a picture shows. */
export const PICTURE_WORDS = 1000

/** A picture as it stands in a text. */
export interface Picture {
  /** The id of what was put in. The same may stand in several places. */
  readonly file: string
  /** What it shows, for those who do not see it; null when nobody has said so. */
  readonly alt: string | null
  /** It says nothing that the text does not say. */
  readonly decorative: boolean
}

/** Where a picture lies, for whoever may see the minutes it stands in. */
export const pictureHref = (file: string): string => `/files/pictures/${file}`

/** What a node says as a picture; null for any other. */
export const pictureOf = (node: MinutesNode): Picture | null =>
  node.type === 'picture'
    ? {
        file: String(node.attrs?.['file']),
        alt: (node.attrs?.['alt'] as string | undefined) ?? null,
        decorative: node.attrs?.['decorative'] === true,
      }
    : null

/** The pictures of a document, in its order. They stand between its parts, never in them. */
export const picturesIn = (document: MinutesNode): Picture[] => (document.content ?? []).flatMap((node) => pictureOf(node) ?? [])

/** Nobody has said what it shows, nor that it shows nothing. */
export const isUndescribed = ({ alt, decorative }: Picture): boolean => alt === null && !decorative

/** The same document with the so many-th picture described anew; unchanged where there is none. @param place from 0 */
export function describedAt(document: MinutesDocument, place: number, said: Omit<Picture, 'file'>): MinutesDocument {
  let seen = 0
  const content = (document.content ?? []).map((node) => {
    const picture = pictureOf(node)
    if (!picture || seen++ !== place) return node
    return { ...node, attrs: { ...node.attrs, alt: said.alt, decorative: said.decorative || null } }
  })
  return { ...document, content }
}
