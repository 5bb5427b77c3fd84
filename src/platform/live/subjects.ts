/** What a revision is of. Pages are kept under the revisions of the subjects they show. */
export type Subject = `network:${string}` | `meetings-of:${string}` | `series:${string}` | `meeting:${string}` | 'installation'

/** Names, settings and footer of a network. */
export const networkSubject = (id: string): Subject => `network:${id}`
/** The lists of a network's meetings: raised when a meeting is published, withdrawn, renamed or moved. */
export const meetingsOf = (networkId: string): Subject => `meetings-of:${networkId}`
/** Who comes before and after whom in a series, and its name. */
export const seriesSubject = (id: string): Subject => `series:${id}`
/** All that hangs on one meeting: programme, materials, minutes. */
export const meetingSubject = (id: string): Subject => `meeting:${id}`
/** The list of networks. */
export const installationSubject: Subject = 'installation'
