import { expect, it } from 'vitest'
import { readProgramme } from './read.ts'

const itemOf = (line: string) => readProgramme(`Turdag 3. mai 2021\n\n${line}\n12.00 Lunsj\n`).days[0]?.items[0]

it('parts a list whose breaks are lost by the space before each point', () => {
  const item = itemOf('10.00 Turstier v/ Marit Berg, Havnes turlag   - Mål for prosjektet  - Veileder for stier')
  expect(item?.title).toBe('Turstier')
  expect(item?.speakers.map((s) => [s.name, s.role])).toEqual([['Marit Berg', 'Havnes turlag']])
  expect(item?.subitems.map((s) => s.title)).toEqual(['Mål for prosjektet', 'Veileder for stier'])
})

it('leaves a single dash to the title', () => {
  expect(itemOf('10.00 Turstier  - Mål for prosjektet')?.subitems).toEqual([])
})
