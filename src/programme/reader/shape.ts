/** What a programme is read as. Pure data: every part says which lines of the pasted text it came from. */

export type Kind = 'talk' | 'break' | 'lunch' | 'registration' | 'welcome' | 'closing' | 'panel' | 'social' | 'other'
export type Language = 'nb' | 'nn' | 'se' | 'sv' | 'da' | 'en'

/** A place in the pasted text: 1-based line, UTF-16 offsets in that line. */
export interface Span {
  line: number
  from: number
  to: number
}

/**
 * How sure the reader is. 'stated': the text's own words leave no choice. 'likely': they leave little else. 'guessed': only
 * the place in the day, or what people mostly mean, speaks for it.
 */
export type Confidence = 'stated' | 'likely' | 'guessed'

/** role is in the text's own words: an office, a workplace, or both. */
export interface ReadSpeaker {
  name: string
  role: string | null
  span: Span
  confidence?: Confidence
}

/** An untimed line or bullet under a timed item, with the speakers named on that very line. */
export interface ReadSubitem {
  title: string
  speakers: ReadSpeaker[]
  lines: number[]
  from: Span[]
}

/**
 * One row of the programme. Times are "HH:MM", 24 hours; end is null where the text states none.
 * `speakers` holds those named for the item as a whole; a speaker named on a subitem's line lives in that subitem only.
 * `track` names the parallel part the item belongs to, `room` where it is, `approximate` that the text said "ca".
 */
export interface ReadItem {
  start: string
  end: string | null
  title: string
  kind: Kind
  speakers: ReadSpeaker[]
  /** Who leads rather than speaks. */
  moderators: ReadSpeaker[]
  subitems: ReadSubitem[]
  notes: string[]
  /** Those of the notes that say what `room` and `moderators` say: whoever keeps the fields need not keep them. */
  asides: string[]
  lines: number[]
  track?: string
  room?: string
  approximate?: true
  /** Where each field stands, and how sure it is. */
  from: ItemSpans
  confidence: ItemConfidence
  /** What the text does not state but suggests: an end where the next item of the same track starts. */
  inferred?: { end: string; why: 'next-start' }
}

/** A title over several lines has a span for each of them; none where it was put together from several places. */
export interface ItemSpans {
  start: Span
  end: Span | null
  title: Span[]
  room: Span | null
}
export interface ItemConfidence {
  start: Confidence
  end: Confidence | null
  title: Confidence
  kind: Confidence
}

/** date is "YYYY-MM-DD", or null unless day, month and year are stated somewhere; label is the text's own words. */
export interface ReadDay {
  date: string | null
  label: string | null
  items: ReadItem[]
  lines: number[]
  /** Where the date stands; null where the text gives the day none. */
  from: Span | null
  confidence: Confidence | null
  /** The date when only the year was missing, and weekday and day of the month leave one near today. `date` stays null. */
  inferred?: { date: string; why: 'weekday' }
}

export type DoubtWhy =
  | 'time-spacing'
  | 'time-misspelt'
  | 'year-like-time'
  | 'afternoon-assumed'
  | 'impossible-time'
  | 'end-before-start'
  | 'times-out-of-order'
  | 'role-for-both'
  | 'line-without-dash'
  | 'missing-quote'
  | 'alternative-time'
  | 'title-missing'
  | 'times-without-titles'
  | 'year-missing'
  | 'weekday-differs'
  | 'impossible-date'
  | 'days-out-of-order'
  | 'postponed-in-prose'
  | 'cancelled-in-prose'

/** Something an organiser should look at. `alternatives` are the readings to pick between, the one taken first. */
export interface Doubt {
  id: string
  where: Span
  why: DoubtWhy
  item?: [day: number, item: number]
  alternatives: string[]
}

/** What a line was used for. 'unread': not programme, and nothing in it says where it belongs; it is kept for the organiser to place. */
export type LineUse = 'title' | 'day' | 'item' | 'introduction' | 'practical' | 'about' | 'heading' | 'unread'

/** A paragraph, bullet or heading of the text around the programme. */
export interface TextPart {
  kind: 'paragraph' | 'bullet' | 'heading'
  text: string
  lines: number[]
}

/** One step of the reading, for the organiser who asks "why?". line is null where the step concerns the whole text. */
export interface TraceStep {
  stage: 'lines' | 'language' | 'rows' | 'dates' | 'layout' | 'speakers' | 'kinds' | 'surrounding'
  line: number | null
  took: string
}

export interface Reading {
  title: string | null
  language: Language
  days: ReadDay[]
  attendance: 'onsite' | 'online' | 'mixed' | null
  texts: { introduction: TextPart[]; practical: TextPart[]; about: TextPart[] }
  lines: { text: string; use: LineUse | null }[]
  doubts: Doubt[]
  trace: TraceStep[]
  /** Set when the text was longer than the reader takes: the UTF-16 offset where reading stopped. */
  cutAt?: number
}
