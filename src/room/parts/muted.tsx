/** That one is set to listening: shown while it is so, and said when it begins and when it ends. */
import { useContext, useEffect, useRef } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Announcing } from './announce.ts'

export function Muted({ muted }: { readonly muted: boolean }) {
  const announce = useContext(Announcing)
  const was = useRef(muted)
  useEffect(() => {
    if (was.current !== muted) announce(muted ? m.room_muted() : m.room_muted_no_more())
    was.current = muted
  }, [muted])
  return muted ? <p class="sm-room__enter">{m.room_muted()}</p> : null
}
