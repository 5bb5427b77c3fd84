/** Which item of the text is which of the programme, where that may be asked. */
import { clock } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Select } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { ItemDifference } from '../rules.ts'

/** More selects than these are no help; the likeliest come first. */
const ASKED_MOST = 60

export function Pairs({ items, said }: { items: readonly ItemDifference[]; said: ReadonlySet<string> }) {
  const free = items.filter((one) => one.told === null)
  const asked = items.filter((one) => one.told !== null && (!one.sure || said.has(one.told.item.key)))
  const others = items.filter(
    (one) =>
      one.told !== null && !asked.includes(one) && (one.standing === null ? free.length > 0 : one.fates.includes('renamed')),
  )
  if (asked.length === 0 && others.length === 0) return null
  const select = (one: ItemDifference) => (
    <Pair key={one.told!.item.key} one={one} free={free} said={said.has(one.told!.item.key)} />
  )
  const again = (
    <div class="sm-form__end">
      <Button name="wish" value="compare" variant="secondary" icon={icons.arrowsCirclepath}>
        {m.programme_reread_again()}
      </Button>
    </div>
  )
  return (
    <>
      {asked.length > 0 && (
        <section class="sm-sec" aria-labelledby="pairs">
          <div class="sm-sec__head">
            <h2 class="sm-h2" id="pairs">
              {m.programme_reread_pairs_title()}
            </h2>
          </div>
          <p>{m.programme_reread_pairs_text()}</p>
          <div class="sm-unsure sm-form" data-color="warning">
            {asked.slice(0, ASKED_MOST).map(select)}
            {again}
          </div>
        </section>
      )}
      {others.length > 0 && (
        <details class="sm-more">
          <summary>
            {m.programme_reread_pairs_more()}
            <Icon of={icons.chevronDown} class="chevron" />
          </summary>
          <p>{m.programme_reread_pairs_text()}</p>
          <div class="sm-form">
            {others.slice(0, ASKED_MOST).map(select)}
            {again}
          </div>
        </details>
      )}
    </>
  )
}

function Pair({ one, free, said }: { one: ItemDifference; free: readonly ItemDifference[]; said: boolean }) {
  const { standing, told } = one
  const { key, title, start } = told!.item
  const own = standing ? [standing, ...free.map((other) => other.standing!)] : free.map((other) => other.standing!)
  const value = standing?.id ?? 'new'
  return (
    <>
      {!said && <input type="hidden" name={`likely/${key}`} value={value} />}
      <Select
        name={`pair/${key}`}
        label={m.programme_reread_pair({ title: named({ title, start }) })}
        value={value}
        options={[
          ...own.map((state) => ({ value: state.id, label: named(state) })),
          { value: 'new', label: m.programme_reread_pair_new() },
        ]}
      />
    </>
  )
}

const named = (one: { readonly title: Words; readonly start: string | null }): string =>
  [one.start && clock(one.start), pick(one.title, localeNow())?.text].filter(Boolean).join(' ')
