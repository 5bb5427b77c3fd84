/** A document as lines with their layout: what every kind of file becomes before it is read. */

/** A cell of a table's row, or the whole of a line of running text. `text` may hold line breaks between paragraphs. */
export interface Cell {
  readonly text: string
  readonly colSpan?: number
  /** The row bears the text; the rows below it leave the cell out, as HTML does. */
  readonly rowSpan?: number
}

/**
 * One line of a document. `level` is 1–6 for headings, the depth from 1 for bullets. Rows with the same number in `table`
 * are one table; `header` marks a row of column names.
 */
export interface LaidLine {
  readonly kind: 'text' | 'heading' | 'bullet' | 'row'
  readonly cells: readonly Cell[]
  readonly level?: number
  readonly table?: number
  readonly header?: boolean
}
