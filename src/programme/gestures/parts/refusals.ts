/** Why a gesture cannot be done, in words, for the browser: the server finds any message by its key, here each is named. */
import { m } from '#platform/words/words.ts'

const words: Readonly<Record<string, () => string>> = {
  arranging_gone: m.arranging_gone,
  arranging_part_of_part: m.arranging_part_of_part,
  arranging_has_parts: m.arranging_has_parts,
  arranging_part_has_no_time: m.arranging_part_has_no_time,
  arranging_needs_end: m.arranging_needs_end,
  arranging_too_short: m.arranging_too_short,
  arranging_split_outside: m.arranging_split_outside,
  arranging_not_neighbours: m.arranging_not_neighbours,
  arranging_both_hold: m.arranging_both_hold,
  arranging_pin_needs_time: m.arranging_pin_needs_time,
  arranging_past_night: m.arranging_past_night,
  arranging_minutes_wrong: m.arranging_minutes_wrong,
  arranging_choose_place: m.arranging_choose_place,
  arranging_needs_title: m.arranging_needs_title,
  programme_bad_time: m.programme_bad_time,
  programme_end_before_start: m.programme_end_before_start,
  programme_end_without_start: m.programme_end_without_start,
}

export const refusalText = (key: string): string => words[key]?.() ?? m.arranging_gone()
