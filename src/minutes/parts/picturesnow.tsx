/** Above the text: a picture on its way, why one did not come, and which still lack words for what they show. */
import type { Editor } from '@tiptap/core'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { isUndescribed, pictureOf } from '../pictures/rules.ts'

export function PicturesNow(props: { editor: Editor; sending: number; error: string | null; forget: () => void }) {
  const { editor, sending, error } = props
  const lacking = undescribedIn(editor)
  return (
    <>
      <p class="sr" role="status">
        {sending > 0 ? m.pictures_sending() : (error ?? '')}
      </p>
      {sending > 0 ? <p class="sm-tools sm-tools--said">{m.pictures_sending()}</p> : null}
      {error === null ? null : (
        <p class="sm-tools sm-tools--said" data-color="danger">
          <Icon of={icons.xmarkOctagon} />
          <span>
            <b>{m.pictures_trouble()}</b> {error}
          </span>
          <Button type="button" variant="tertiary" size="sm" onClick={props.forget}>
            {m.shared_close()}
          </Button>
        </p>
      )}
      {lacking.length === 0 ? null : (
        <p class="sm-tools sm-tools--said" data-color="warning">
          <Icon of={icons.exclamationmarkTriangle} />
          <span>{m.pictures_undescribed_count({ count: lacking.length })}</span>
          <Button type="button" variant="tertiary" size="sm" onClick={() => goTo(editor, lacking[0]!)}>
            {m.pictures_go()}
          </Button>
        </p>
      )}
    </>
  )
}

/** Where the pictures stand that nobody has described. */
function undescribedIn({ state }: Editor): number[] {
  const found: number[] = []
  state.doc.forEach((node, position) => {
    const picture = pictureOf({ type: node.type.name, attrs: node.attrs })
    if (picture && isUndescribed(picture)) found.push(position)
  })
  return found
}

function goTo(editor: Editor, position: number): void {
  const dom = editor.view.nodeDOM(position)
  const field = dom instanceof HTMLElement ? dom.querySelector('input') : null
  field?.scrollIntoView({ block: 'center' })
  field?.focus({ preventScroll: true })
}
