/**
 * Files dropped anywhere on a meeting's page, or chosen by a button there: to which item is asked, with a suggestion. Without
 * script a link to the page where papers of the whole meeting are added stands in its place.
 */
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import type { AboutProps } from '../../parts/about.tsx'
import type { Present } from './handin.tsx'

/** Where a file on the page may go: an item, or the meeting as a whole. */
export interface Target {
  /** In the language of the page. */
  readonly title: string
  /** The item's public number, by which its row is found; null for the whole. */
  readonly number: number | null
  readonly speakers: readonly string[]
  readonly action: string
  readonly uploads: string
  readonly present: readonly Present[]
}

export interface OnPageProps extends Pick<AboutProps, 'kinds' | 'audiences' | 'locale' | 'readBefore'> {
  readonly targets: readonly Target[]
  /** Bytes. */
  readonly limit: number
}

export function OnPage(props: OnPageProps & { readonly instead: string }) {
  const { instead, ...island } = props
  return (
    <Island name="materials/upload/onpage" props={island} when="now">
      <LinkButton variant="secondary" size="sm" icon={icons.upload} href={instead}>
        {m.handin_whole_link()}
      </LinkButton>
    </Island>
  )
}
