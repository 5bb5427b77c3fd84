import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { person } from '#people/tables.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { freshDatabase } from '../../../tests/world.ts'
import type { Tx } from '../db/db.ts'
import { newId } from '../db/id.ts'
import { revisionsOf } from './reads.ts'
import { inTransaction, onRaised, raise } from './writes.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const subject = networkSubject(newId())
const revisionNow = async () => (await revisionsOf(database.db, [subject])).get(subject)

it('raises a revision once for each transaction, and tells of it after commit', async () => {
  const told: string[][] = []
  onRaised((subjects) => void told.push(subjects))
  await inTransaction(database.db, async (tx) => {
    await raise(tx, [subject])
    await inTransaction(tx, (inner) => raise(inner, [subject]))
    expect(await revisionNow()).toBe(0)
    expect(told).toEqual([])
  })
  expect(await revisionNow()).toBe(1)
  expect(told).toEqual([[subject]])
  await expect(
    inTransaction(database.db, async (tx) => {
      await raise(tx, [subject])
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  onRaised(() => {})
  expect(await revisionNow()).toBe(1)
  expect(told).toHaveLength(1)
  await expect(database.db.transaction((tx) => raise(tx as unknown as Tx, [subject]))).rejects.toThrow('outside')
})

it('lets two writes take the same row and the same revision in either order', async () => {
  const id = newId()
  await database.db.insert(person).values({ id, name: 'Ane' })
  const rename = (tx: Tx, name: string) => tx.update(person).set({ name })
  const before = (await revisionNow())!
  await Promise.all([
    inTransaction(database.db, async (tx) => {
      await raise(tx, [subject])
      await setTimeout(100)
      await rename(tx, 'Berit')
    }),
    inTransaction(database.db, async (tx) => {
      await rename(tx, 'Cecilie')
      await setTimeout(200)
      await raise(tx, [subject])
    }),
  ])
  expect(await revisionNow()).toBe(before + 2)
})
