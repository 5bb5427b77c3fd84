import { describe, expect, it } from 'vitest'
import { bodyOf, guessColumns, headingRow, organisationHeadings, peopleHeadings } from './rules.ts'

const people = (...rows: string[][]) => guessColumns(rows, peopleHeadings)

describe('the columns of a list', () => {
  it('are known by their headings in Bokmål, Nynorsk and English', () => {
    expect(people(['Navn', 'E-post', 'Stilling', 'Bibliotek', 'Rolle'])).toEqual([
      'name',
      'email',
      'office',
      'organisation',
      'role',
    ])
    expect(people(['Førenamn', 'Etternamn', 'E-POSTADRESSE', 'Arbeidsstad'])).toEqual([
      'firstName',
      'lastName',
      'email',
      'organisation',
    ])
    expect(people(['Full name', 'Email address', 'Job title', 'Employer'])).toEqual(['name', 'email', 'office', 'organisation'])
    expect(guessColumns([['Namn', 'Slag', 'Stad', 'Kommunenr.', 'Bibl. nr.']], organisationHeadings)).toEqual([
      ...['name', 'type', 'place', 'municipality', 'library'],
    ])
  })
  it('are left out where nothing is known of them, and never twice the same', () => {
    expect(people(['Navn', 'Skostørrelse', 'E-post', 'Mail'])).toEqual(['name', null, 'email', null])
  })
  it('are told by what stands in them where there are no headings', () => {
    const rows = [
      ['Kari Holm', 'kari@alta.example', 'biblioteksjef'],
      ['Peder Ås', 'peder@nordreisa.example', ''],
    ]
    expect(headingRow(rows, peopleHeadings)).toBeNull()
    expect(guessColumns(rows, peopleHeadings)).toEqual(['name', 'email', null])
    expect(bodyOf(rows, peopleHeadings).map((row) => row.line)).toEqual([1, 2])
  })
  it('may stand below a title, and rows keep their numbers', () => {
    const rows = [
      ['Deltakerliste 2026', ''],
      ['', ''],
      ['Navn', 'E-post'],
      ['Kari', 'k@a.example'],
      ['', ''],
      ['Ola', 'o@a.example'],
    ]
    expect(headingRow(rows, peopleHeadings)).toBe(2)
    expect(bodyOf(rows, peopleHeadings).map((row) => row.line)).toEqual([4, 6])
  })
})
