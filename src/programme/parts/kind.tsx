/** What an item is, in words and with an icon. */
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import type { Kind } from '../tables.ts'

export const kindName = (kind: Kind): string =>
  ({
    talk: m.programme_kind_talk,
    panel: m.programme_kind_panel,
    welcome: m.programme_kind_welcome,
    closing: m.programme_kind_closing,
    break: m.programme_kind_break,
    lunch: m.programme_kind_lunch,
    registration: m.programme_kind_registration,
    social: m.programme_kind_social,
    other: m.programme_kind_other,
  })[kind]()

/** The icon of a pause. */
export const pauseIcon = (kind: Kind): string => (kind === 'lunch' ? icons.cutlery : icons.coffee)
