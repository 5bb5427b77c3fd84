import { m } from '#platform/words/words.ts'
import type { TextKind } from '../../tables.ts'

export const textKindName = (kind: TextKind): string =>
  ({
    introduction: m.programme_place_introduction,
    practical: m.programme_place_practical,
    about: m.programme_place_about,
    ground_rules: m.meeting_set_ground_rules,
  })[kind]()
