/** The offer to begin with what the programme knows, for as long as nothing is written. */
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'

/** The editor puts in what stands there itself and hides the offer once something is written. @param base `…/minutes` */
export const Begin = ({ base }: { readonly base: string }) => (
  <form class="sm-begin" method="post" action={`${base}/begin`} data-begin="">
    <Button variant="secondary" size="sm" icon={icons.bulletList}>
      {m.quoting_begin()}
    </Button>
    <p class="soft">{m.quoting_begin_help()}</p>
  </form>
)
