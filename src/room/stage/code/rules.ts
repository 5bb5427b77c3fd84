/** QR codes as drawings (ISO/IEC 18004). Pure. */
import qrcode from 'qrcode-generator'

/** A square of so many modules, and the dark ones among them as one path. */
export interface QrCode {
  readonly size: number
  readonly path: string
}

/** Error correction M: a code on a screen is whole, but seen aslant from the back row. */
const CORRECTION = 'M'
/** The quiet zone that readers want around it. */
const MARGIN = 4

/** @param text an address; the code is as small as it lets it be */
export function qrOf(text: string): QrCode {
  const code = qrcode(0, CORRECTION)
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const rows = Array.from({ length: count }, (_, row) => runsIn(count, (column) => code.isDark(row, column), row + MARGIN))
  return { size: count + 2 * MARGIN, path: rows.join('') }
}

/** The dark runs of one row: each a box one module high. */
function runsIn(count: number, isDark: (column: number) => boolean, y: number): string {
  let path = ''
  for (let column = 0; column < count; column++) {
    if (!isDark(column)) continue
    const from = column
    while (column < count && isDark(column)) column++
    path += `M${from + MARGIN} ${y}h${column - from}v1h-${column - from}z`
  }
  return path
}
