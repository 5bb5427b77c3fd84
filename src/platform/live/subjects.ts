/** What a revision is of. Pages are kept under the revisions of the subjects they show. */
export type Subject =
  | `network:${string}`
  | `meetings-of:${string}`
  | `anywhere-in:${string}`
  | `series:${string}`
  | `meeting:${string}`
  | `room:${string}`
  | `room-sums:${string}`
  | `minutes:${string}`
  | `comments:${string}`
  | `plans-of:${string}`
  | `writing:${string}`
  | `stage-keys:${string}`
  | 'installation'
  | 'erased'

/** Names, settings and footer of a network. */
export const networkSubject = (id: string): Subject => `network:${id}`
/** The lists of a network's meetings: raised when a meeting is published, withdrawn, renamed or moved. */
export const meetingsOf = (networkId: string): Subject => `meetings-of:${networkId}`
/** Anything at all on any of a network's meetings, for what gathers from all of them; `record` raises it where a meeting is raised. */
export const anywhereIn = (networkId: string): Subject => `anywhere-in:${networkId}`
/** Who comes before and after whom in a series, and its name. */
export const seriesSubject = (id: string): Subject => `series:${id}`
/** All that hangs on one meeting: programme, materials, minutes. */
export const meetingSubject = (id: string): Subject => `meeting:${id}`
export const isOfMeeting = (subject: Subject): boolean => subject.startsWith('meeting:')
/** What moves in a meeting's room on the day, beside all that hangs on the meeting. */
export const roomSubject = (meetingId: string): Subject => `room:${meetingId}`
/** What is only counted there (votes, signals, who is present): raised now and then, however many there are. */
export const roomSums = (meetingId: string): Subject => `room-sums:${meetingId}`
/** The text of some minutes, changed by others than those who have it open to write; readers see nothing of it. */
export const minutesSubject = (minutesId: string): Subject => `minutes:${minutesId}`
/** What those who write some minutes say of them to each other. */
export const commentsSubject = (minutesId: string): Subject => `comments:${minutesId}`
/** Who has which of a meeting's minutes open to write, and who may. */
export const writingSubject = (meetingId: string): Subject => `writing:${meetingId}`
/** The keys to a meeting's big screen: each raise makes those that were given out void. */
export const stageKeys = (meetingId: string): Subject => `stage-keys:${meetingId}`
/** A network's plans, with all that stands in them. */
export const plansOf = (networkId: string): Subject => `plans-of:${networkId}`
/** The list of networks. */
export const installationSubject: Subject = 'installation'
/** Somebody was erased: whoever keeps copies in memory lets go of them. */
export const erasedSubject: Subject = 'erased'
