/** `/{network}/plans/{slug}/consultation/letter`: from a draft that is out to the letter that tells members of it. */
import { readKnown } from '#notices/audience/reads.ts'
import { receiversIn } from '#notices/audience/rules.ts'
import { languagesFor } from '#notices/composer/parts/words.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { goOn } from '#platform/http/visit.ts'
import { type At, enterToEdit } from '../../entry/reads.ts'
import { invitation } from './rules.ts'
import { beginLetter, receivers } from './writes.ts'

export function consultationLetterRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  app.post('/:network/plans/:plan/consultation/letter', async (request: At, reply) => {
    const { actor, network, view } = await enterToEdit(ground, request)
    const known = await readKnown(db, actor, { network, meeting: null })
    // Only the languages somebody reads: what nobody looks through is not to be sent to who comes later.
    const locales = languagesFor(network.locale, receiversIn(known, receivers))
    const at = { url: `${config.baseUrl}${view.path}/consultation`, timezone: network.timezone }
    const id = await beginLetter(db, actor, network, view.plan.id, (of) => invitation(view.plan.title, of, at, locales))
    return goOn(reply, `/${network.slug}/notices/${id}`)
  })
}
