/** What is worth telling. Pure. */

const toldOf = ['postponed', 'rescheduled', 'moved_online', 'moved_onsite', 'cancelled', 'resumed'] as const
/** The changes of plan that followers are told of: those after which one has to be somewhere else, or at another time. */
export type ToldOfPlan = (typeof toldOf)[number]

export const isToldOfPlan = (status: string): status is ToldOfPlan => (toldOf as readonly string[]).includes(status)
