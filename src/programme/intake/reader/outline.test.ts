import { expect, test } from 'vitest'
import { readProgramme } from '../../reader/read.ts'
import { noChoices } from '../rules.ts'
import { outlineOfReading } from './outline.ts'

const textsOf = (dayLine: string) =>
  outlineOfReading(
    readProgramme(`Fagdag om lesing\n\n${dayLine}\n\n09.00-10.00 Om lesing\n10.00-11.00 Om tall\n`),
    noChoices,
    'nb',
  ).outline.texts.map(({ kind, body }) => [kind, body.nb])

test('what stands beside a date is kept with the practical facts', () => {
  expect(textsOf('Torsdag 4. februar 2027, Harstad bibliotek')).toEqual([
    ['practical', 'Torsdag 4. februar 2027, Harstad bibliotek'],
  ])
})

test('also before the date, unless it names the meeting once more', () => {
  expect(textsOf('Harstad bibliotek torsdag 4. februar 2027')).toEqual([
    ['practical', 'Harstad bibliotek torsdag 4. februar 2027'],
  ])
  expect(textsOf('Program for fagdagsmøtet torsdag 4. februar 2027')).toEqual([])
})

test.each([
  'Torsdag 4. februar 2027',
  'Dag 1: torsdag 4. februar 2027',
  'Program torsdag 4. februar 2027',
  'Torsdag den 4. februar 2027 kl. 09.00',
])('"%s" says no more than the day', (line) => expect(textsOf(line)).toEqual([]))
