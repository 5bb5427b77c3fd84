/** What an act said, with the way back: shown beside the page, so that nothing moves under anybody's hand. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Act } from './act.tsx'
import type { Answer } from './sending.ts'

export function RoomFlash(props: { readonly answer: Answer | null; readonly onClose: () => void }) {
  const { answer } = props
  return (
    <div class="sm-roomflash" role="status">
      {answer && (
        <div class="sm-roomflash__in">
          <Icon of={icons.checkmarkCircle} />
          <span>{answer.message}</span>
          {answer.undo && (
            <Act action={answer.undo.action} fields={answer.undo.fields} onDone={props.onClose}>
              <Button variant="tertiary" size="sm">
                {answer.undo.label}
              </Button>
            </Act>
          )}
          <Button type="button" variant="tertiary" size="sm" icon={icons.xmark} iconOnly onClick={props.onClose}>
            {m.room_close()}
          </Button>
        </div>
      )}
    </div>
  )
}
