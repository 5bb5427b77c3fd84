// Writes public/fonts: the letters we need of Inter and Literata (both OFL), two files each. The first holds what
// Norwegian, English, Lule and South Sámi text needs; the second (č đ ŋ š ŧ ž and the rest of Latin Extended-A, Skolt
// letters) is fetched only by a page that uses one of them. Run after raising a font: npm run fonts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'
import { writePdfFonts } from './pdffonts.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, step) => String.fromCodePoint(from + step)).join('')

// Keep in step with unicode-range in src/ui/fonts.css.
const latin = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ıŁłŒœ‐‑–—‘’‚“”„†•…‹›€−←↑→↓×™№\u2009\u202f`
const extended = `${range(0x100, 0x17f)}ƏƷǤǥǦǧǨǩǮǯʒẞʹʼ`

// Kerning, ligatures and language forms; table figures; Inter's open l and round quotes (cv05, ss03).
const keepFeatures = 'kern liga calt ccmp locl mark mkmk tnum lnum cv05 ss03'.split(' ')

const fonts = [
  { family: 'inter', file: 'wght', variationAxes: { wght: { min: 400, max: 700 } } },
  // One optical size between running text (18) and titles (38): the whole axis would add 20 kB.
  { family: 'literata', file: 'opsz', variationAxes: { wght: { min: 400, max: 700 }, opsz: 20 } },
]

mkdirSync(join(root, 'public/fonts'), { recursive: true })
for (const { family, file, variationAxes } of fonts) {
  for (const [part, text] of [
    ['latin', latin],
    ['latin-ext', extended],
  ]) {
    const source = readFileSync(
      join(root, `node_modules/@fontsource-variable/${family}/files/${family}-${part}-${file}-normal.woff2`),
    )
    const subset = await subsetFont(source, text, { targetFormat: 'woff2', keepFeatures, variationAxes, noHinting: true })
    const name = part === 'latin' ? `${family}.woff2` : `${family}-ext.woff2`
    writeFileSync(join(root, 'public/fonts', name), subset)
    console.log(name, `${(subset.length / 1000).toFixed(1)} kB`)
  }
}

await writePdfFonts(root)
