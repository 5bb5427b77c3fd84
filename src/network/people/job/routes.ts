/** Changing jobs: a member says so of themselves, an owner of anybody. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterNetwork, type Here } from '../../entry/reads.ts'
import { mayManage, maySeePeople } from '../../rules.ts'
import { ownPage } from '../own/routes.tsx'
import { readMember } from '../reads.ts'
import { jobForm } from './forms.ts'
import { changeJob, undoJob } from './writes.ts'

type One = FastifyRequest<{ Params: { network: string; member: string } }>

/** @param editPage the owner's page of a member, for when what was sent does not do */
export function jobRoutes(
  app: App,
  ground: Ground,
  editPage: (request: FastifyRequest, reply: FastifyReply, here: Here, id: string, invalid: Invalid) => Promise<FastifyReply>,
): void {
  const { db } = ground

  app.post('/:network/people/:member/job', async (request: One, reply) => {
    const { here, own } = await enter(request)
    const { actor, network } = here
    try {
      const made = await changeJob(db, actor, network.id, request.params.member, readForm(jobForm, request.body))
      const people = `/${network.slug}/people`
      const [text, label] = wordsFor(request, actor, () => [m.directory_job_changed(), m.shared_undo()])
      return goOn(reply, own ? `${people}/me` : `${people}/${made}/edit`, {
        tone: 'success',
        text: text!,
        undo: { action: `${people}/${made}/job/undo`, label: label!, fields: {} },
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      if (own) return ownPage(ground, request, reply, here, { invalid: error })
      return editPage(request, reply, here, request.params.member, error)
    }
  })

  app.post('/:network/people/:member/job/undo', async (request: One, reply) => {
    const { here, own } = await enter(request)
    const { actor, network } = here
    const back = await undoJob(db, actor, network.id, request.params.member)
    const text = wordsFor(request, actor, () => m.directory_job_restored())
    return goOn(reply, `/${network.slug}/people/${own ? 'me' : `${back}/edit`}`, { tone: 'success', text })
  })

  /** To others than the member and the owners the page is not there. */
  async function enter(request: One): Promise<{ here: Here; own: boolean }> {
    const here = await enterNetwork(db, request, maySeePeople)
    const { personId } = await readMember(db, here.network.id, request.params.member)
    const own = here.actor.person?.id === personId
    if (!own && mayManage(here.actor) !== 'yes') throw new NotFound()
    return { here, own }
  }
}
