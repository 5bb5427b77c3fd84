/** Hand signals: three buttons in the room. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { Act } from '../../parts/act.tsx'
import { signals } from '../rules.ts'
import { signalWords } from './words.ts'

export const Signals = ({ base }: { readonly base: string }) => (
  <Act action={`${base}/room/signals`} label={m.signals_title()} class="sm-acts sm-signals">
    {signals.map((kind) => (
      <Button key={kind} name="signal" value={kind} variant="secondary" size="sm">
        {signalWords(kind)}
      </Button>
    ))}
  </Act>
)
