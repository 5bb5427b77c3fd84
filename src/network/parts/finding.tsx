/** Finding in a list of the network, without script: what is sought stands in the address. And taking the list along. */
import type { ComponentChildren } from 'preact'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { countyName } from '../county/rules.ts'

export function Find(props: {
  /** Names the form for those who jump between landmarks. */
  label: string
  path: string
  /** What may be written, in words, and what is written. */
  by: string
  q: string
  /** To narrow by county, by number; asked where there are several. */
  counties: readonly string[]
  county: string
  /** Whether the list shows only some: then there is a way back to all. */
  narrowed: boolean
  /** What else to narrow by. */
  children: ComponentChildren
}) {
  return (
    <search aria-label={props.label}>
      <form class="sm-find" method="get" action={props.path}>
        <TextField name="q" type="search" label={props.by} value={props.q} autocomplete="off" />
        {props.children}
        {props.counties.length > 1 && (
          <Select
            name="county"
            label={m.directory_county()}
            value={props.county}
            options={[
              { value: '', label: m.directory_all() },
              ...props.counties.map((number) => ({ value: number, label: countyName(number) })),
            ]}
          />
        )}
        <Button variant="secondary" icon={icons.magnifyingGlass}>
          {m.directory_find_do()}
        </Button>
        {props.narrowed && <All path={props.path} />}
      </form>
    </search>
  )
}

const All = ({ path }: { path: string }) => (
  <a class="ds-link" href={path}>
    {m.directory_show_all()}
  </a>
)

/** Nothing fits what is sought. */
export const NoneFound = ({ path, children }: { path: string; children: string }) => (
  <p class="sm-empty">
    {children} <All path={path} />
  </p>
)

/** The whole list as a workbook or as plain values. */
export const TakeAlong = ({ path }: { path: string }) => (
  <>
    <LinkButton href={`${path}/all.xlsx`} icon={icons.download} variant="tertiary" download>
      {m.directory_along_xlsx()}
    </LinkButton>
    <LinkButton href={`${path}/all.csv`} icon={icons.download} variant="tertiary" download>
      {m.directory_along_csv()}
    </LinkButton>
  </>
)
