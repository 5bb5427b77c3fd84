/**
 * What a package holds, in the words of Noark 5 and eInnsyn: a møtemappe with a møtesak for each item, its vedtak, and dokumenter
 * with their sums. The same as JSON and as XML, both made from one tree.
 */
import { type ItemView, itemsOf } from '#meeting/reads.ts'
import { narrowest } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import { wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { pick } from '#platform/words/text.ts'
import { element } from '#platform/xml.ts'
import { plainOf } from '../../formats/body.ts'
import type { MinutesSheet, SheetBlock } from '../../formats/sheet.ts'
import type { WholeMinutes } from '../../whole/reads.ts'

/** A document of the package, as `dokumentobjekt` says it. */
export interface PackedDocument {
  readonly path: string
  readonly title: string
  readonly role: 'hoveddokument' | 'vedlegg'
  /** Null for what hangs on the meeting as a whole. */
  readonly itemId: string | null
  /** Its own; what it hangs on may be for fewer. */
  readonly audience: Audience
  /** Whether it is PDF/A. */
  readonly archival: boolean
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** Texts, and lists of the same element; what is null is left out. */
type Tree = { readonly [name: string]: string | null | readonly Tree[] }

/** @param sheet of the same minutes, in the meeting's own language */
export function noarkTree({ view, texts }: WholeMinutes, sheet: MinutesSheet, documents: readonly PackedDocument[]): Tree {
  const { meeting } = view
  const audiences = audiencesIn(view)
  // The minutes hold what is for few, too.
  const ofAll = narrowest(meeting.audience, ...[...texts.keys()].map((id) => audiences.get(id)!))
  const documentsOf = (itemId: string | null): Tree[] =>
    documents
      .filter((one) => one.itemId === itemId)
      .map((one, i) => {
        const around = one.role === 'hoveddokument' ? ofAll : itemId === null ? meeting.audience : audiences.get(itemId)!
        return documentTree(one, i + 1, narrowest(one.audience, around))
      })
  const items = new Map([...itemsOf(view.days)].map((item) => [item.id, item]))
  return {
    systemID: meeting.uid,
    mappeID: String(meeting.publicId),
    moetenummer: String(meeting.publicId),
    tittel: sheet.title.text,
    skjerming: shielded(meeting.audience),
    moetedato: meeting.startsAt && instantOf(meeting.startsAt).toString(),
    moetested: meeting.place,
    utvalg: sheet.network.text,
    moeteserie: sheet.series?.text ?? null,
    spraak: meeting.locale,
    referanseNettside: sheet.url,
    moetedeltaker: sheet.present.flatMap(({ said, people }) =>
      people.map(({ name, from }) => ({
        moetedeltakerNavn: name,
        moetedeltakerFunksjon: said,
        moetedeltakerVirksomhet: from?.text ?? null,
      })),
    ),
    dokumentbeskrivelse: documentsOf(null),
    moetesak: sheet.items
      .filter((item) => item.minutes !== null || item.outcome !== null || documents.some((one) => one.itemId === item.id))
      .map((item, i): Tree => {
        const text = texts.get(item.id)
        const row = items.get(item.id)!
        const decisions = (item.minutes?.parts ?? []).filter(
          (part): part is SheetBlock => part.kind === 'block' && part.is === 'decision',
        )
        return {
          systemID: row.uid,
          moetesaksaar: meeting.startsAt && String(instantOf(meeting.startsAt).toZonedDateTimeISO(meeting.timezone).year),
          moetesakssekvensnummer: String(i + 1),
          tittel: item.title.text,
          skjerming: shielded(audiences.get(item.id)!),
          // Of the code list: none of its kinds is the business of a professional network but these two.
          moetesakstype: decisions.length > 0 || (row.outcome && row.outcome.kind !== 'noted') ? 'annet' : 'orientering',
          utfall: item.outcome,
          opprettetDato: text ? instantOf(text.at).toString() : null,
          opprettetAv: text?.writtenBy ?? null,
          referatversjon: text ? String(text.number) : null,
          referatstatus: text?.state ?? null,
          godkjentDato: text?.approvedAt ? instantOf(text.approvedAt).toString() : null,
          godkjentAv: text?.approvedBy ?? null,
          referanseNettside: item.url,
          vedtak: decisions.map((block) => ({
            systemID: block.id,
            vedtaksnummer: block.number,
            dato: decidedOn(row, view),
            vedtakstekst: plainOf(block.parts),
            // How it was taken: votes, and who would have had it otherwise.
            behandlingsprotokoll: block.facts === '' ? [] : [{ tekstInnhold: block.facts }],
          })),
          // Who came and went while it was on: what is said of the meeting's members stands with the meeting.
          merknad: (item.minutes?.parts ?? [])
            .filter((part): part is SheetBlock => part.kind === 'block' && part.is === 'attendance')
            .map((block) => ({ systemID: block.id, merknadstype: 'Oppmøte', merknadstekst: plainOf(block.parts) })),
          dokumentbeskrivelse: documentsOf(item.id),
        }
      }),
  }
}

/** A decision is of the day it was taken, whenever its minutes were approved: "2020-04-29". Null while there is no date. */
const decidedOn = (item: ItemView, { days, meeting }: WholeMinutes['view']): string | null =>
  days.find((day) => [...itemsOf([day])].includes(item))?.date ??
  (meeting.startsAt && wall(meeting.startsAt, meeting.timezone).date)

/** For whom each item is, with what it is part of. */
function audiencesIn({ days, meeting }: WholeMinutes['view']): Map<string, Audience> {
  const found = new Map<string, Audience>()
  const walk = (item: ItemView, around: Audience): void => {
    const own = narrowest(item.audience, around)
    found.set(item.id, own)
    for (const part of item.subitems) walk(part, own)
  }
  for (const day of days) for (const item of day.items) walk(item, meeting.audience)
  return found
}

/** What was not for everybody says for whom it was: whoever publishes from the archive has to know. */
const shielded = (audience: Audience): Tree[] =>
  audience === 'public' ? [] : [{ tilgangsrestriksjon: audience === 'members' ? 'medlemmer' : 'inviterte' }]

const documentTree = (one: PackedDocument, number: number, audience: Audience): Tree => ({
  dokumentnummer: String(number),
  tittel: one.title,
  skjerming: shielded(audience),
  tilknyttetRegistreringSom: one.role,
  dokumentobjekt: [
    {
      versjonsnummer: '1',
      variantformat: one.archival ? 'Arkivformat' : 'Produksjonsformat',
      format: /[^.]*$/.exec(one.path)![0],
      referanseDokumentfil: one.path,
      mimeType: one.mediaType,
      filstoerrelse: String(one.size),
      sjekksum: one.sha256,
      sjekksumAlgoritme: 'SHA-256',
    },
  ],
})

export const noarkJson = (tree: Tree): string => `${JSON.stringify({ moetemappe: tree }, null, 1)}\n`

export const noarkXml = (tree: Tree): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element('moetemappe', {}, inside(tree))}\n`

const inside = (tree: Tree): string[] =>
  Object.entries(tree).flatMap(([name, value]) => {
    if (value === null) return []
    return typeof value === 'string' ? [element(name, {}, value)] : value.map((one) => element(name, {}, inside(one)))
  })

/** The title of a material in the meeting's language. */
export const titleOf = (title: Parameters<typeof pick>[0], locale: Parameters<typeof pick>[1], otherwise: string): string =>
  pick(title, locale)?.text ?? otherwise
