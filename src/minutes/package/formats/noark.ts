/**
 * What a package holds, in the words of Noark 5 and eInnsyn: a møtemappe with a møtesak for each item, its vedtak, and dokumenter
 * with their sums. The same as JSON and as XML, both made from one tree.
 */
import { itemsOf } from '#meeting/reads.ts'
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
  const items = new Map([...itemsOf(view.days)].map((item) => [item.id, item]))
  return {
    systemID: meeting.uid,
    mappeID: String(meeting.publicId),
    tittel: sheet.title.text,
    moetedato: meeting.startsAt && instantOf(meeting.startsAt).toString(),
    moetested: meeting.place,
    utvalg: sheet.network.text,
    moeteserie: sheet.series?.text ?? null,
    spraak: meeting.locale,
    referanseNettside: sheet.url,
    dokumentbeskrivelse: documents.filter((one) => one.itemId === null).map(documentTree),
    moetesak: sheet.items
      .filter((item) => item.minutes !== null || documents.some((one) => one.itemId === item.id))
      .map((item, i): Tree => {
        const text = texts.get(item.id)
        const decisions = (item.minutes?.parts ?? []).filter(
          (part): part is SheetBlock => part.kind === 'block' && part.is === 'decision',
        )
        return {
          systemID: items.get(item.id)!.uid,
          sakssekvensnummer: String(i + 1),
          tittel: item.title.text,
          // Of the code list: none of its kinds is the business of a professional network but these two.
          moetesakstype: decisions.length > 0 ? 'annet' : 'orienteringssak',
          referatstatus: text?.state ?? null,
          godkjentDato: text?.approvedAt ? instantOf(text.approvedAt).toString() : null,
          godkjentAv: text?.approvedBy ?? null,
          referanseNettside: item.url,
          vedtak: decisions.map((block) => ({
            systemID: block.id,
            vedtaksnummer: block.number,
            vedtaksdato: text ? instantOf(text.approvedAt ?? meeting.startsAt ?? text.at).toString() : null,
            vedtakstekst: plainOf(block.parts),
          })),
          dokumentbeskrivelse: documents.filter((one) => one.itemId === item.id).map(documentTree),
        }
      }),
  }
}

const documentTree = (one: PackedDocument): Tree => ({
  tittel: one.title,
  tilknyttetRegistreringSom: one.role,
  dokumentobjekt: [
    {
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
