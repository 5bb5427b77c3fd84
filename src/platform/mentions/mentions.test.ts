/** What is taken for a mention of somebody, and what is not, asked of a real database. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../tests/world.ts'
import { isTelling, patternOfAddress, patternOfName, roughlyIn } from './patterns.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function finds(text: string, pattern: string): Promise<boolean> {
  const { rows } = await database.db.execute<{ found: boolean }>(sql`select ${text}::text ~* ${pattern} as found`)
  return rows[0]!.found
}

describe('a name', () => {
  const name = 'Åse Bjørnstad'
  const pattern = patternOfName(name)
  it.each([
    'Åse Bjørnstad',
    'åse bjørnstad',
    'ÅSE BJØRNSTAD',
    'Ved Åse\nBjørnstad, leder',
    'Åse_Bjørnstad-lysark.pdf',
    'Åse Bjørnstads innlegg',
    'Åse Bjørnstad’s slides',
    'Åse Bjørnstad'.normalize('NFD'),
    '{"nb": "Åse\\nBjørnstad"}',
    'Åse&nbsp;Bjørnstad',
    'Åse Bjørnstad',
  ])('stands in %j', async (text) => {
    expect([await finds(text, pattern), await finds(text, roughlyIn(name))]).toEqual([true, true])
  })
  it.each(['Åse Bjørnstadsen', 'Kåse Bjørnstad', 'Åse og Bjørnstad', 'Åse Bjørnstadø', 'Bjørnstad, Åse', 'Ase Bjornstad'])(
    'does not stand in %j',
    async (text) => {
      expect(await finds(text, pattern)).toBe(false)
    },
  )
  it('with marks in it is found in HTML and JSON too, and is no pattern', async () => {
    const odd = patternOfName('Ola "Ola" (O.) & Co')
    for (const text of ['Ola "Ola" (O.) & Co', 'Ola &quot;Ola&quot; (O.) &amp; Co', JSON.stringify('Ola "Ola" (O.) & Co')])
      expect([text, await finds(text, odd)]).toEqual([text, true])
    expect(await finds('Ola Ola OX Co', odd)).toBe(false)
  })
  it('of one word, or of few letters, is no telling one', () => {
    expect(['Eier', 'Li Bo', 'Kari Li', 'Kari'].map(isTelling)).toEqual([false, false, true, false])
  })
})

describe('an address', () => {
  const email = 'kari.nordmann+a@example.no'
  const pattern = patternOfAddress(email)
  it.each([`Skriv til ${email}.`, `mailto:${email}?x`, `<${email}>`, 'q=kari.nordmann+a%40example.no&', email.toUpperCase()])(
    'stands in %j',
    async (text) => {
      expect([await finds(text, pattern), await finds(text, roughlyIn(email))]).toEqual([true, true])
    },
  )
  it.each([`o${email}`, `x.${email}`, `${email}.org`, `${email}t`, 'karixnordmann+a@example.no'])(
    'does not stand in %j',
    async (text) => {
      expect(await finds(text, pattern)).toBe(false)
    },
  )
})
