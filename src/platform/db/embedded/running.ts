import { realpathSync } from 'node:fs'
import { Client } from 'pg'
import { address, database } from './address.ts'
import { readHolder } from './lock.ts'

/**
 * The address of the embedded database that a running program keeps on this data folder, for a second program that
 * only wants to look (a backup while people work); undefined when none runs. Asked rather than believed: the note
 * outlives a program that was killed.
 */
export async function findRunning(dataDir: string): Promise<string | undefined> {
  let socketDir: string | undefined
  try {
    socketDir = readHolder(realpathSync(dataDir))?.socketDir
  } catch {
    return undefined // no such folder
  }
  if (!socketDir) return undefined
  const url = address(socketDir, database)
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return url
  } catch {
    return undefined
  }
}
