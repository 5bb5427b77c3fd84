/** What belongs to one person, as every feature tells of it and lets go of it. Pure. */

/** Somebody whose traces are sought: by their account, by their address, or by both. */
export interface Sought {
  readonly personId: string | null
  /** In small letters. */
  readonly email: string | null
  /** Names they bear in these rows and nobody else does: where one is mentioned, it is they. */
  readonly names: readonly string[]
  /** Their appearances. */
  readonly speakerIds: readonly string[]
}

/** What is kept of somebody. The words for each stand in `privacy`. */
export const traceKinds = [
  'person',
  'profile',
  'sign_in',
  'membership',
  'meeting_role',
  'invitation',
  'registration',
  'special',
  'attendance',
  'input',
  'room',
  'turn',
  'poll',
  'group',
  'appearance',
  'proposal',
  'material',
  'reading',
  'minutes',
  'transcript',
  'action',
  'matter',
  'correction',
  'comment',
  'following',
  'visit',
  'mail',
  'notice',
  'act',
] as const
export type TraceKind = (typeof traceKinds)[number]

/** Rows of one kind, each as flat facts: what can be read in a table, and by a program. */
export interface Trace {
  readonly kind: TraceKind
  readonly rows: readonly Fact[]
}
export type Fact = Readonly<Record<string, unknown>>

/** How many rows of which table were removed or made nobody's. */
export type Counts = Readonly<Record<string, number>>

/** What stands where a name stood. */
export const erasedName = { nb: 'slettet person', nn: 'sletta person', se: 'slettet person', en: 'erased person' } as const

/** The sum of several counts. */
export function sumOf(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [table, n] of Object.entries(counts)) if (n > 0) sum[table] = (sum[table] ?? 0) + n
  return sum
}
