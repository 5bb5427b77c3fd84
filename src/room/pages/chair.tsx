import { Island } from '#ui/island.tsx'
import Chair, { type ChairProps } from '../islands/chair.tsx'

/** `/{network}/{meeting}/chair` */
export function ChairPage(props: ChairProps) {
  return (
    <main id="content" class="sm-page sm-page--room">
      <Island name="room/chair" props={props} when="now" hydrate>
        <Chair {...props} />
      </Island>
    </main>
  )
}
