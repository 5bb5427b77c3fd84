// Writes src/ui/icons.ts: the outlines we use of Aksel's icons (MIT), one constant each, so that
// a page and an island carry only the icons they draw. Run after changing the list: node design/icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = join(root, 'node_modules/@navikt/aksel-icons/dist/svg')

const names =
  `Archive ArrowDown ArrowLeft ArrowRight ArrowRedo ArrowUndo ArrowUp ArrowsCirclepath Bell Buildings2 BulletList Calendar
BarChart Captions CaretRightFill Chat ChatCheckmark Checkmark CheckmarkCircle ChevronDown ChevronRight CircleSlash Clock ClockDashed Coffee
Cog Cutlery Download DragVertical EnvelopeClosed ExclamationmarkTriangle Expand ExternalLink Eye EyeSlash File FilePdf FileText
Forward Gavel Globe HandFinger Hourglass House Image InformationSquare KeyHorizontal Language Leave Link LocationPin MagnifyingGlass MenuHamburger Microphone Minus Monitor NumberList
PadlockLocked Paperplane Pause Pencil Person PersonGroup PersonPencil PersonPlus Play Plus Presentation PrinterSmall QrCode QuestionmarkCircle Shrink Table Tasklist
Trash Upload Video XMark XMarkOctagon`.split(/\s+/)

/** Where our word differs from Aksel's. */
const ours = {
  Buildings2: 'buildings',
  CaretRightFill: 'caretRight',
  PadlockLocked: 'padlock',
  Paperplane: 'paperPlane',
  PrinterSmall: 'printer',
  EnvelopeClosed: 'envelope',
  KeyHorizontal: 'key',
  Leave: 'logOut',
}

const word = (name) => ours[name] ?? name.replace(/^(XM|[A-Z])/, (m) => m.toLowerCase())

/** Two decimals of a 24-unit square are a hundredth of a pixel. Relative commands would add up their error, so they stay as drawn. */
const round = (path) =>
  /[a-z]/.test(path.replace(/[eE]-?\d/g, '').replace(/z/g, ''))
    ? path
    : path.replace(/\d+\.\d+/g, (n) => String(Number(Number(n).toFixed(2))))

const lines = names.map((name) => {
  const svg = readFileSync(join(source, `${name}.svg`), 'utf8')
  const paths = [...svg.matchAll(/<path[^>]*\bd="([^"]+)"/g)].map((m) => round(m[1]))
  if (paths.length === 0 || !svg.includes('viewBox="0 0 24 24"')) throw new Error(`${name}: not the drawing we expect`)
  return `export const ${word(name)} = '${paths.join('')}'`
})

writeFileSync(
  join(root, 'src/ui/icons.ts'),
  `// Made by design/icons.mjs from @navikt/aksel-icons (MIT, NAV). Outlines in a 24 by 24 square, filled by the even-odd rule.\n${lines.sort().join('\n')}\n`,
)
