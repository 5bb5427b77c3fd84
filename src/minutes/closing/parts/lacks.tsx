/** What is to be mended before a meeting is closed, each with the way to where that is done. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import type { ClosingView } from '../reads.ts'
import type { Lack } from '../rules.ts'

type Props = Pick<ClosingView, 'view' | 'items' | 'lacks'>

export function Lacks(props: Props) {
  const must = props.lacks.filter((lack) => lack.is === 'outcome')
  const should = props.lacks.filter((lack) => lack.is !== 'outcome')
  if (props.lacks.length === 0)
    return (
      <p>
        <State is="done">{m.closing_all_well()}</State>
      </p>
    )
  return (
    <div class="sm-lacks">
      <Group {...props} title={m.closing_must()} of={must} />
      <Group {...props} title={m.closing_should()} of={should} />
    </div>
  )
}

function Group(props: Props & { title: string; of: readonly Lack[] }) {
  if (props.of.length === 0) return null
  return (
    <>
      <h3 class="sm-h3">{props.title}</h3>
      <ul class="sm-list">
        {props.of.map((lack, i) => {
          const way = wayOf(lack, props)
          return (
            <li key={i}>
              <a class="sm-list__t" href={way.href}>
                {way.text}
              </a>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function wayOf(lack: Lack, { view, items }: Props): { href: string; text: string } {
  if (lack.is === 'nobody') return { href: `${view.path}/attendance`, text: m.closing_lacks_nobody() }
  const item = items.find((one) => one.item.id === lack.itemId)!.item
  const title = said(item.title).text
  switch (lack.is) {
    case 'outcome':
      return { href: `#outcome-${item.publicId}`, text: m.closing_lacks_outcome({ title }) }
    case 'minutes':
      return { href: `${item.path}/minutes`, text: m.closing_lacks_minutes({ title }) }
    case 'corrections':
      return { href: `${item.path}/minutes/corrections`, text: m.closing_lacks_corrections({ title }) }
    case 'comments':
      return { href: `${item.path}/minutes#comments`, text: m.comments_lacks({ title }) }
    case 'pictures':
      return { href: `${item.path}/minutes`, text: m.closing_lacks_pictures({ title }) }
    case 'owner':
      return {
        href: `${view.path}/decisions/${item.publicId}/${lack.blockId}`,
        text: m.closing_lacks_owner({ text: lack.text.slice(0, 80) }),
      }
  }
}
