/** What a file held that could not be taken as it stands. It is told to the organiser, who has the file and can see to it. */
import { m } from '#platform/words/words.ts'
import type { SourceNote } from './shape.ts'

/** Every note there is, and what goes into its words. `what` names the place: a title, or a number in the file. */
const said = {
  sources_note_no_title: m.sources_note_no_title,
  sources_note_no_start: m.sources_note_no_start,
  sources_note_no_time: m.sources_note_no_time,
  sources_note_bad_time: m.sources_note_bad_time,
  sources_note_ends_before: m.sources_note_ends_before,
  sources_note_many_days: m.sources_note_many_days,
  sources_note_cancelled: m.sources_note_cancelled,
  sources_note_zone: m.sources_note_zone,
  sources_note_repeats: m.sources_note_repeats,
  sources_note_not_event: m.sources_note_not_event,
  sources_note_several: m.sources_note_several,
  sources_note_agenda: m.sources_note_agenda,
  sources_note_more: m.sources_note_more,
} satisfies Record<string, (values: { what: string; count: string }) => string>

type NoteKey = keyof typeof said

/** Beyond these nobody reads on. */
const EACH_MOST = 20

/** Collects notes while a file is read. */
export interface Notes {
  readonly add: (key: NoteKey, what: string) => void
  /** In the order they were added; the many of one kind are counted. */
  readonly all: () => SourceNote[]
}

export function takeNotes(): Notes {
  const notes = new Map<NoteKey, string[]>()
  return {
    add(key, what) {
      const found = notes.get(key)
      if (found && found.at(-1) !== what) found.push(what)
      if (!found) notes.set(key, [what])
    },
    all: () =>
      [...notes].flatMap(([key, whats]) => [
        ...whats.slice(0, EACH_MOST).map((what): SourceNote => ({ key, values: { what } })),
        ...(whats.length > EACH_MOST
          ? [{ key: 'sources_note_more', values: { what: '', count: String(whats.length - EACH_MOST) } }]
          : []),
      ]),
  }
}

/** A note in words; call it while rendering. */
export function noteText({ key, values }: SourceNote): string {
  const say = said[key as NoteKey]
  return say ? say({ what: values.what ?? '', count: values.count ?? '' }) : key
}
