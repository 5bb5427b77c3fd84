/** All that lies beside the minutes while they are written. */
import { m } from '#platform/words/words.ts'
import { Fold } from '../../parts/fold.tsx'
import type { Context } from '../reads.ts'
import { Last } from './last.tsx'
import type { OfferedIn } from './offer.tsx'
import { Present } from './present.tsx'
import { Quotes } from './quotes.tsx'
import { Slides } from './slides.tsx'

export interface ContextProps extends OfferedIn {
  readonly context: Context
  /** Where attendance is corrected; null for those who do not keep it. */
  readonly correctAt: string | null
}

export function ContextParts({ context, correctAt, ...where }: ContextProps) {
  const { room, programme } = context
  return (
    <>
      <Fold id="room" title={m.minutes_quote_title()} count={room.length} open={room.length > 0}>
        {room.length === 0 ? <p class="soft">{m.quoting_room_none()}</p> : <Quotes {...where} quotes={room} />}
      </Fold>
      <Fold
        id="programme"
        title={m.minutes_programme()}
        count={programme.length}
        open={room.length === 0 && programme.length > 0}
      >
        {programme.length === 0 ? <p class="soft">{m.quoting_programme_none()}</p> : <Quotes {...where} quotes={programme} />}
      </Fold>
      <Slides {...where} decks={context.decks} />
      <Present {...where} present={context.present} correctAt={correctAt} />
      <Last {...where} last={context.last} />
    </>
  )
}
