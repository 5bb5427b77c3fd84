/** Reading a programme of 500 items, and how rightly programmes made in every layout and language are read back. */
import { readProgramme } from '../src/programme/reader/read.ts'
import { partScore, scoreOf, type Tally, THINGS } from '../tests/programmes/made/compare.ts'
import { rounds } from '../tests/programmes/made/round.ts'
import { calibrate, median, tell } from './figures.ts'

const days = ['Mandag 4. mai 2026', 'Tirsdag 5. mai 2026', 'Onsdag 6. mai 2026', 'Torsdag 7. mai 2026', 'Fredag 8. mai 2026']
const lines: string[] = ['Biblioteksjefmøte 2026', '']
for (let i = 0; i < 500; i++) {
  if (i % 100 === 0) lines.push('', days[i / 100]!, '')
  const at = (minutes: number) =>
    `${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`
  const start = (i % 100) * 8
  lines.push(
    `${at(start)} – ${at(start + 8)} Sak ${i + 1}: Om bibliotekutvikling og samarbeid ved Kari Nordmann, biblioteksjef i Storvik. Se referat.`,
  )
  if (i % 5 === 0) lines.push('– Orientering fra prosjektet', '– Spørsmål og samtale')
}
const text = lines.join('\n')

const items = readProgramme(text).days.reduce((sum, day) => sum + day.items.length, 0)
if (items !== 500) throw new Error(`the programme should have 500 items, but ${items} were read`)
calibrate('read')
const times = Array.from({ length: 15 }, () => {
  const began = performance.now()
  readProgramme(text)
  return performance.now() - began
})
tell({ bench: 'read', figure: '500-items-ms', value: median(times), unit: 'ms' })

const scores = new Map<string, Tally[]>()
for (const { layout, language, tally } of rounds(5))
  for (const name of ['all', `language ${language}`, `layout ${layout}`]) scores.set(name, [...(scores.get(name) ?? []), tally])
for (const [name, tallies] of [...scores].sort(([a], [b]) => a.localeCompare(b)))
  tell({ bench: 'read', figure: `score, ${name}`, value: scoreOf(tallies), unit: 'of 1' })
for (const thing of THINGS)
  tell({ bench: 'read', figure: `score, ${thing}s`, value: partScore(scores.get('all') ?? [], thing), unit: 'of 1' })
