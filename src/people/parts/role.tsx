import type { NetworkRole } from '#network/tables.ts'
import { m } from '#platform/words/words.ts'

/** What a role in a network is called, in the language in force. */
export const roleName = (role: NetworkRole): string =>
  ({ owner: m.people_role_owner, organiser: m.people_role_organiser, member: m.people_role_member })[role]()
