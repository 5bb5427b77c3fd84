/** The field in which one types what one looks for. */
import type { ComponentChildren } from 'preact'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'

export interface BoxProps {
  /** `/{network}` */
  readonly base: string
  readonly q: string
  /** In place of the plain field. */
  readonly field?: ComponentChildren
}

export const SearchBox = ({ base, q, field }: BoxProps) => (
  <search>
    <form class="sm-search" action={`${base}/search`} method="get">
      {field ?? <SearchField q={q} />}
      <Button icon={icons.magnifyingGlass}>{m.search_go()}</Button>
    </form>
  </search>
)

export const SearchField = ({ q, ...more }: { q: string } & Record<string, unknown>) => (
  <>
    <label class="sr" for="q">
      {m.search_field()}
    </label>
    <input class="ds-input" id="q" name="q" type="search" value={q} maxlength={200} autocomplete="off" {...more} />
  </>
)
