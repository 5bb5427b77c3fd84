/** The items that minutes are kept of: how far each has come, who writes in it now, and the ways from one to the next. */
import type { ItemView } from '#meeting/reads.ts'
import { clock } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Island } from '#ui/island.tsx'
import { State } from '#ui/state.tsx'
import type { Present } from '../together/rules.ts'
import { WritersHere } from './here.tsx'
import { minutesLooks } from './looks.ts'

export interface ItemsProps {
  /** In the order of the programme. */
  readonly items: readonly ItemView[]
  readonly current: ItemView
  readonly present: readonly Present[]
}

/** On a phone the list folds behind the item that is open. */
export function Items({ items, current, present }: ItemsProps) {
  const done = items.filter((item) => item.minutes?.state === 'approved').length
  return (
    <nav class="sm-write__nav" aria-label={m.minutes_items()}>
      <p class="sm-write__sum">{m.minutes_approved_of({ done, all: items.length })}</p>
      <details class="sm-write__items">
        <summary>
          <Line item={current} />
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <ol class="sm-toc">
          {items.map((item) => (
            <li key={item.id}>
              <a href={`${item.path}/minutes`} aria-current={item.id === current.id ? 'page' : undefined}>
                <Line item={item} />
                <WritersHere itemId={item.id} present={present} />
              </a>
            </li>
          ))}
        </ol>
      </details>
      <Unwritten items={items} current={current} />
    </nav>
  )
}

function Line({ item }: { readonly item: ItemView }) {
  const title = titleOf(item)
  const look = minutesLooks[item.minutes?.state ?? 'none']
  return (
    <>
      <time>{item.start ? clock(item.start) : ''}</time>
      <span lang={title.lang}>{title.text}</span>
      <span class="sm-toc__state" data-state-of={item.id}>
        <State is={look.state}>{look.word()}</State>
      </span>
    </>
  )
}

/** The way to the next item without minutes, around the end of the programme; a word where all have some. */
export function Unwritten({ items, current }: { readonly items: readonly ItemView[]; readonly current: ItemView | null }) {
  const next = nextUnwritten(items, current?.id ?? null)
  if (!next) return items.every((item) => item.minutes) ? <p class="soft">{m.quoting_all_written()}</p> : null
  const title = titleOf(next)
  return (
    <p>
      <a class="ds-link" href={`${next.path}/minutes`}>
        {m.quoting_next_unwritten({ title: title.text })}
      </a>
    </p>
  )
}

/** The next item after one that nobody has written minutes of, and not that one itself; the first of all after none. */
function nextUnwritten(items: readonly ItemView[], from: string | null): ItemView | undefined {
  const at = items.findIndex((item) => item.id === from) + 1
  return [...items.slice(at), ...items.slice(0, at)].find((item) => item.minutes === null && item.id !== from)
}

/** To the items around the open one. The editor follows these links by the keyboard too. */
export function Around({ items, current }: Pick<ItemsProps, 'items' | 'current'>) {
  const at = items.findIndex((item) => item.id === current.id)
  const [previous, next] = at < 0 ? [] : [items[at - 1], items[at + 1]]
  if (!previous && !next) return null
  return (
    <div class="sm-doc sm-doc__next">
      {next ? (
        <a
          class="ds-link"
          href={`${next.path}/minutes`}
          data-key="KeyN"
          aria-keyshortcuts="Alt+Shift+N"
          lang={titleOf(next).lang}
        >
          {m.minutes_next({ title: titleOf(next).text })}
        </a>
      ) : null}
      {previous ? (
        <a
          class="ds-link"
          href={`${previous.path}/minutes`}
          data-key="KeyP"
          aria-keyshortcuts="Alt+Shift+P"
          lang={titleOf(previous).lang}
        >
          {m.quoting_previous({ title: titleOf(previous).text })}
        </a>
      ) : null}
      <Island name="minutes/keys" when="now" props={{}}>
        {null}
      </Island>
    </div>
  )
}

function titleOf(item: ItemView): { text: string; lang: string | undefined } {
  const title = pick(item.title, localeNow())
  return { text: title?.text ?? '', lang: title && title.lang !== localeNow() ? title.lang : undefined }
}
