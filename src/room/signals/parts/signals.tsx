/** Hand signals: three buttons in the room. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Act } from '../../parts/act.tsx'
import { signals } from '../rules.ts'
import { signalWords } from './words.ts'

/** @param props.muted set to listening: the buttons stand there, and rest */
export const Signals = ({ base, muted }: { readonly base: string; readonly muted: boolean }) => (
  <Act action={`${base}/room/signals`} label={m.signals_title()} class="sm-acts sm-signals">
    {signals.map((kind) => (
      <Button key={kind} name="signal" value={kind} variant="secondary" size="sm" disabled={muted}>
        {signalWords(kind)}
      </Button>
    ))}
  </Act>
)
