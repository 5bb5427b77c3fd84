/** What an answer about a meeting hangs on. */
import { meetingSubject, meetingsOf, networkSubject, type Subject, seriesSubject } from '#platform/live/subjects.ts'
import type { MeetingRow } from '../rules.ts'

/** Everything whose change changes the page or a file made from it. The lists stand for related meetings and for neighbours in the series. */
export const subjectsOf = ({ networkId, seriesId, id }: Pick<MeetingRow, 'networkId' | 'seriesId' | 'id'>): Subject[] => [
  networkSubject(networkId),
  meetingsOf(networkId),
  ...(seriesId ? [seriesSubject(seriesId)] : []),
  meetingSubject(id),
]
