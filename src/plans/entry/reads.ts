/** Who asks for which plan: the beginning of every route below `/{network}/plans`. */
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { mayOrganise } from '#network/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import {
  type GoalView,
  type IndicatorView,
  type MeasureView,
  ownOrganisation,
  type PlanView,
  planBySlug,
  readPlan,
} from '../reads.ts'
import { mayEditPlan, mayTell } from '../rules.ts'

export type At<More = object> = FastifyRequest<{ Params: { network: string; plan: string } & More }>

export interface InNetwork {
  readonly actor: Actor
  readonly network: NetworkRow
}
export interface AtPlan extends InNetwork {
  readonly view: PlanView
  readonly mayEdit: boolean
  /** On whose behalf the actor is here. */
  readonly organisationId: string | null
}

/** @throws NotFound */
export async function enterNetwork({ db }: Ground, request: FastifyRequest<{ Params: { network: string } }>): Promise<InNetwork> {
  const network = await networkBySlug(db, request.params.network)
  if (!network) throw new NotFound()
  return { actor: await actorOf(db, request, { networkId: network.id }), network }
}

/** For those who organise; to all others what they ask for is not there. */
export async function enterAsOrganiser(
  ground: Ground,
  request: FastifyRequest<{ Params: { network: string } }>,
): Promise<InNetwork> {
  const entered = await enterNetwork(ground, request)
  if (mayOrganise(entered.actor) !== 'yes') throw new NotFound()
  return entered
}

/** A plan as whoever asks may see it. @throws NotFound */
export async function enterPlan(ground: Ground, request: At): Promise<AtPlan> {
  const { actor, network } = await enterNetwork(ground, request)
  const view = await readPlan(ground.db, actor, network, request.params.plan)
  const organisationId = await ownOrganisation(ground.db, actor, network.id)
  return { actor, network, view, mayEdit: mayEditPlan(actor, view.plan) === 'yes', organisationId }
}

/**
 * Whether whoever asks may see a plan at all: what stands in it is not read yet.
 * @returns where the page is now that the plan has got another address; null where it was asked for at the right one
 * @throws NotFound
 */
export async function findPlan(ground: Ground, request: At): Promise<InNetwork & { readonly movedTo: string | null }> {
  const { actor, network } = await enterNetwork(ground, request)
  const { slug } = await planBySlug(ground.db, actor, network.id, request.params.plan)
  const movedTo =
    slug === request.params.plan ? null : request.url.replace(/^\/([^/?]+)\/plans\/[^/?]+/, `/${network.slug}/plans/${slug}`)
  return { actor, network, movedTo }
}

/** A plan for those who may change it; to all others what they ask for is not there. */
export async function enterToEdit(ground: Ground, request: At): Promise<AtPlan> {
  const entered = await enterPlan(ground, request)
  if (!entered.mayEdit) throw new NotFound()
  return entered
}

/** @throws NotFound */
export function goalOf({ view }: AtPlan, id: string): GoalView {
  const found = view.goals.find((one) => one.id === id)
  if (!found) throw new NotFound()
  return found
}

/** @param publicId as it stands in the address. @throws NotFound */
export function measureOf({ view }: AtPlan, publicId: string): MeasureView & { readonly goal: GoalView } {
  for (const goal of view.goals) for (const one of goal.measures) if (String(one.publicId) === publicId) return { ...one, goal }
  throw new NotFound()
}

/** An indicator with what it is of. @throws NotFound */
export function indicatorOf(
  { view }: AtPlan,
  id: string,
): { readonly indicator: IndicatorView; readonly goal: GoalView; readonly measure: MeasureView | null } {
  for (const goal of view.goals) {
    for (const measure of goal.measures)
      for (const indicator of measure.indicators) if (indicator.id === id) return { indicator, goal, measure }
    for (const indicator of goal.indicators) if (indicator.id === id) return { indicator, goal, measure: null }
  }
  throw new NotFound()
}

/** Whether the actor may tell of a measure: `mayTell`. */
export const tells = ({ actor, view, organisationId }: AtPlan, measure: MeasureView): boolean =>
  mayTell(actor, view.plan, measure.owners, organisationId) === 'yes'

/** The measures that rest with the actor, or with the organisation they are in the network for. */
export const ownMeasures = ({ actor, view, organisationId }: AtPlan): ReadonlySet<string> =>
  new Set(
    view.goals
      .flatMap((one) => one.measures)
      .filter((one) =>
        one.owners.some(
          (owner) =>
            owner.role === 'owner' &&
            ((actor.person && owner.personId === actor.person.id) || (organisationId && owner.organisationId === organisationId)),
        ),
      )
      .map((one) => one.id),
  )
