/** The list of formats that state a programme field by field, and how each is known. */
import { join } from 'node:path'
import { Invalid } from '#platform/errors.ts'
import { inThread } from '#platform/thread.ts'
import { type Outline, TEXT_LONGEST } from '../intake/rules.ts'
import { isSchedule2, isScheduleJson, readSchedule2, readScheduleJson } from './frabjson.ts'
import { looksLikeXml, readScheduleXml } from './frabxml.ts'
import { looksLikeCalendar, readCalendar } from './ics.ts'
import { isIndicoJson, readIndicoJson } from './indicojson.ts'
import { looksLikeTar, yamlOf } from './indicotar.ts'
import { looksLikeIndicoYaml, readIndicoYaml } from './indicoyaml.ts'
import { type Notes, takeNotes } from './notes.ts'
import { looksLikeMeeting, readMeetingFile } from './samling.ts'
import type { ProgrammeFormat, ProgrammeSource, SourceFile } from './shape.ts'

/** Characters that take some tenths of a second at most, and what more of them may take. */
const LIGHT = 200_000
const LIMITS = { time: 15_000, memory: 512 }

/** What the thread answers; `refused` is the key of an Invalid. */
export type StatedAnswer = { readonly source: ProgrammeSource } | { readonly refused: string }

interface TextFormat {
  readonly format: ProgrammeFormat
  readonly looksLike: (text: string) => boolean
  readonly read: (text: string, notes: Notes) => Outline
}

/** Tried in this order, by what is in the file and never by its name. */
const formats: readonly TextFormat[] = [
  { format: 'samling', looksLike: looksLikeMeeting, read: readMeetingFile },
  { format: 'ics', looksLike: looksLikeCalendar, read: readCalendar },
  { format: 'frab-xml', looksLike: looksLikeXml, read: readScheduleXml },
  { format: 'indico-yaml', looksLike: looksLikeIndicoYaml, read: readIndicoYaml },
]

interface JsonFormat {
  readonly format: ProgrammeFormat
  readonly is: (data: unknown) => boolean
  readonly read: (data: unknown, notes: Notes) => Outline
}

const jsonFormats: readonly JsonFormat[] = [
  { format: 'schedule2', is: isSchedule2, read: readSchedule2 },
  { format: 'frab-json', is: isScheduleJson, read: readScheduleJson },
  { format: 'indico-json', is: isIndicoJson, read: readIndicoJson },
]

/** An object from its first sign to its last: prose that begins with a brace is prose. */
const looksLikeJson = (text: string): boolean => /^\s*\{\s*(?:"|\})/.test(text)

/** Whether a pasted text is one of these rather than a programme to be understood. */
export const isProgrammeText = (text: string): boolean => formats.some((one) => one.looksLike(text)) || looksLikeJson(text)

/**
 * Reads a file that states its programme.
 * @returns null when it is none of these, and may be a document
 * @throws Invalid({ file }) with words when it is one, and cannot be read
 */
export async function readStructured({ bytes }: SourceFile): Promise<ProgrammeSource | null> {
  if (looksLikeTar(bytes)) return openProgrammeText(await yamlOf(bytes))
  const start = textIn(bytes.subarray(0, 2000))
  // What begins as one of these is one throughout; YAML alone may come to its point later.
  if (!/^\s*(?:[{<]|BEGIN:VCALENDAR)/i.test(start) && !/^[\w-]+:|!!python|^- /m.test(start)) return null
  if (bytes.length > TEXT_LONGEST) {
    if (isProgrammeText(start)) throw new Invalid({ file: 'sources_too_long' })
    return null
  }
  const text = textIn(bytes)
  return isProgrammeText(text) ? openProgrammeText(text) : null
}

/**
 * Reads the text of such a file: a small one here and now, a large one in a thread, where nobody else waits for it.
 * @throws Invalid({ file }) when it cannot be read, or not in time
 */
export async function openProgrammeText(text: string): Promise<ProgrammeSource> {
  if (text.length <= LIGHT) return readProgrammeText(text)
  const program = { built: 'stated', source: join(import.meta.dirname, 'statedthread.ts') }
  const answer = await inThread<StatedAnswer>(program, text, LIMITS)
  if ('stopped' in answer) throw new Invalid({ file: 'sources_slow' })
  if ('refused' in answer.done) throw new Invalid({ file: answer.done.refused })
  return answer.done.source
}

/**
 * Reads the text of such a file.
 * @throws Invalid({ file }) when it cannot be read
 */
export function readProgrammeText(text: string): ProgrammeSource {
  const notes = takeNotes()
  const known = formats.find((one) => one.looksLike(text))
  if (known) return { kind: 'programme', format: known.format, outline: known.read(text, notes), notes: notes.all(), text }
  const data = jsonIn(text)
  const json = jsonFormats.find((one) => one.is(data))
  if (!json) throw new Invalid({ file: 'sources_json_unknown' })
  return { kind: 'programme', format: json.format, outline: json.read(data, notes), notes: notes.all(), text }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const told = error instanceof Error ? error.message : ''
    const at = /position (\d+)/.exec(told)?.[1]
    const line = text.slice(0, at === undefined ? text.length : Number(at)).split('\n').length
    throw new Invalid({ file: `sources_broken_line?line=${line}` })
  }
}

/** A mark at the beginning tells UTF-16; what is no UTF-8 is what Windows used to write. */
function textIn(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  const text = new TextDecoder(wide ?? 'utf-8').decode(bytes)
  return text.includes('\ufffd') && !wide ? new TextDecoder('windows-1252').decode(bytes) : text
}
