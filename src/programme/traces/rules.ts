/** What operations remember of somebody who speaks, made nobody's. Pure. */
import type { Change, ItemState, SpeakerState } from '../document.ts'

/** Takes name, office, address and account from every mention of these appearances in what an operation changed. */
export function withoutSpeakers(changes: readonly Change[], speakerIds: ReadonlySet<string>, name: string): readonly Change[] {
  const nobody = (who: SpeakerState): SpeakerState =>
    speakerIds.has(who.id) ? { ...who, name, office: null, email: null, personId: null } : who
  const state = (of: Partial<ItemState> | null) => of && (of.speakers ? { ...of, speakers: of.speakers.map(nobody) } : of)
  return changes.map((one) => (one.of === 'item' ? { ...one, before: state(one.before), after: state(one.after) } : one))
}
