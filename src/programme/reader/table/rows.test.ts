import { describe, expect, test } from 'vitest'
import { told } from '../../../../tests/told.ts'
import type { Cell, LaidLine } from '../laid.ts'

/** Rows of cells parted by "|"; "3×" before a cell lets it reach over columns, "3↓" over rows, "/" parts paragraphs. */
const grid = (...rows: string[]): LaidLine[] =>
  rows.map((row) => ({
    kind: 'row',
    table: 0,
    cells: row.split('|').map((given): Cell => {
      const [, cols, down, text = ''] = /^\s*(?:(\d)×)?(?:(\d)↓)?(.*)$/.exec(given) ?? []
      return {
        text: text.trim().replaceAll(' / ', '\n'),
        ...(cols && { colSpan: Number(cols) }),
        ...(down && { rowSpan: Number(down) }),
      }
    }),
  }))
const read = (...rows: string[]) => told(grid(...rows))

describe('columns known by their names', () => {
  test.each([
    ['nb', 'Tid|Sak|Ansvarlig'],
    ['nn', 'Når|Kva|Kven'],
    ['sv', 'Klockan|Vad|Talare'],
    ['da', 'Tidspunkt|Emne|Oplægsholder'],
    ['en', 'Time|Topic|Speaker(s)'],
    ['se', 'Áigi|Mii|Gii'],
  ])('%s', (_language, names) => {
    expect(read(names, '09.00–09.30|Kart|Anne Berg', '09.30–10.00|Foto|Jon Moe')).toEqual([
      '09:00–09:30 Kart · Anne Berg',
      '09:30–10:00 Foto · Jon Moe',
    ])
  })

  test('in another order, with columns that tell readers nothing', () => {
    expect(read('Nr|Sak|Start|Min|Saksansvarlig', '1/25|Konstituering|0900|10|Leder', '2/25|Strategi|0910|50|Anne Berg')).toEqual(
      ['09:00–09:10 Konstituering · Leder', '09:10–10:00 Strategi · Anne Berg'],
    )
  })

  test('an office in the column beside the person', () => {
    expect(read('Tid|Tittel|Navn|Arbeidssted', '10.00|Fjernlån|Eva Ruud|Dal bibliotek', '11.00|Lån|Nils Aas|')).toEqual([
      '10:00 Fjernlån · Eva Ruud <Dal bibliotek>',
      '11:00 Lån · Nils Aas',
    ])
  })

  test('who leads does not speak, and "everybody" is nobody', () => {
    expect(read('Tid|Hva|Hvem|Ordstyrer', '10.00|Debatt|Kari Rød og Ola Blå|Nils Foss', '11.00|Runde|Alle|')).toEqual([
      '10:00 Debatt · Kari Rød, Ola Blå',
      '11:00 Runde',
    ])
  })

  test('the names come again further down', () => {
    expect(
      read('Torsdag 5. juni 2025', 'Tid|Hva', '10.00|Åpning', 'Fredag 6. juni 2025', 'Tid|Hvem|Hva', '09.00|Eva Ruud|Lys'),
    ).toEqual(['# 2025-06-05 Torsdag 5. juni 2025', '10:00 Åpning', '# 2025-06-06 Fredag 6. juni 2025', '09:00 Lys · Eva Ruud'])
  })

  test('a name above a column tells the day', () => {
    expect(read('Kl|Program tirsdag 3. juni 2025', '10.00|Åpning', '11.00|Kart')).toEqual([
      '# 2025-06-03 tirsdag 3. juni 2025',
      '10:00 Åpning',
      '11:00 Kart',
    ])
  })
})

describe('spans', () => {
  test('a day that spans rows', () => {
    expect(
      read(
        'Dag|Tid|Aktivitet',
        '2↓Mandag 5.5.2025|10-12|Kurs',
        '13-15|Verksted',
        '2↓Tirsdag 6.5.2025|09-10|Frokost',
        '10-11|Slutt',
      ),
    ).toEqual([
      '# 2025-05-05 Mandag 5.5.2025',
      '10:00–12:00 Kurs',
      '13:00–15:00 Verksted',
      '# 2025-05-06 Tirsdag 6.5.2025',
      '09:00–10:00 Frokost',
      '10:00–11:00 Slutt',
    ])
  })

  test('a talk that spans two rows of times lasts to the end of the second', () => {
    expect(read('Tid|Hva', '10.00–10.30|2↓Verksted', '10.30–11.00', '11.00–12.00|Lunsj')).toEqual([
      '10:00–11:00 Verksted',
      '11:00–12:00 Lunsj',
    ])
  })

  test('sessions under names in the middle of a table', () => {
    expect(
      read(
        '09.00–10.00|3×Åpning',
        '|Spor A: Barn|Spor B: Data|Spor C: Bygg',
        '10.00–11.00|Kari Ness: Sommerles|Roboter|Tak',
        '11.00–12.00|3×Lunsj',
      ),
    ).toEqual([
      '09:00–10:00 Åpning',
      '10:00–11:00 Sommerles [Spor A: Barn] · Kari Ness',
      '10:00–11:00 Roboter [Spor B: Data]',
      '10:00–11:00 Tak [Spor C: Bygg]',
      '11:00–12:00 Lunsj',
    ])
  })

  test('a session over two of three tracks, and a lone break beside empty cells', () => {
    expect(read('Tid|Sal 1|Sal 2|Sal 3', '10.00|2×Felles verksted|Foto', '11.00|Pause||', '12.00||Omvisning|')).toEqual([
      '10:00 Felles verksted [Sal 1 / Sal 2]',
      '10:00 Foto [Sal 3]',
      '11:00 Pause',
      '12:00 Omvisning [Sal 2]',
    ])
  })

  test('a cell may tell its own times', () => {
    expect(read('|Sal Nord|Sal Sør', '10.00|10.00–10.20 Lyn 1 / 10.20–10.40 Lyn 2|Verksted', '11.00|2×Lunsj')).toEqual([
      '10:00–10:20 Lyn 1 [Sal Nord]',
      '10:20–10:40 Lyn 2 [Sal Nord]',
      '10:00 Verksted [Sal Sør]',
      '11:00 Lunsj',
    ])
  })
})

describe('tables that are not made of rows', () => {
  test('two tables side by side', () => {
    expect(
      read(
        '2×Torsdag 5. juni 2025|2×Fredag 6. juni 2025',
        'Tid|Hva|Tid|Hva',
        '10.00|Åpning|09.00|Kaffe',
        '11.00|Foredrag|09.30|Verksted',
        '12.00|Lunsj||',
      ),
    ).toEqual([
      '# 2025-06-05 Torsdag 5. juni 2025',
      '10:00 Åpning',
      '11:00 Foredrag',
      '12:00 Lunsj',
      '# 2025-06-06 Fredag 6. juni 2025',
      '09:00 Kaffe',
      '09:30 Verksted',
    ])
  })

  test('a day in each column, each cell with its own time', () => {
    expect(
      read(
        'Torsdag 5. juni 2025|Fredag 6. juni 2025',
        'Kl. 09.00 / Registrering|Kl. 08.30 / Morgenkaffe',
        'Kl. 10.00 Åpning|Kl. 09.00 Verksted',
      ),
    ).toEqual([
      '# 2025-06-05 Torsdag 5. juni 2025',
      '09:00 Registrering',
      '10:00 Åpning',
      '# 2025-06-06 Fredag 6. juni 2025',
      '08:30 Morgenkaffe',
      '09:00 Verksted',
    ])
  })

  test('all times in one cell, all titles in the next', () => {
    expect(read('09.00 / 09.30 / 10.00|Registrering / Åpning / Foredrag om kart')).toEqual([
      '09:00 Registrering',
      '09:30 Åpning',
      '10:00 Foredrag om kart',
    ])
  })

  test('a time broken over three lines', () => {
    expect(read('09.00 / – / 10.00|Hva nå? / Ingrid Aune, forsker', '10.00 –|Kaffe')).toEqual([
      '09:00–10:00 Hva nå? · Ingrid Aune <forsker>',
      '10:00 Kaffe',
    ])
  })

  test('a list of those who come is no programme', () => {
    expect(read('Navn|Kommune', 'Eva Ruud|Dal', 'Nils Aas|Vik')).toEqual([])
  })
})
