/**
 * What was written here and is not on the server, kept in the browser until it is. It outlives a crash and a dead line, and is
 * taken in again when the page is opened anew; the answer to a sign-out clears the whole storage. A storage that is full or
 * closed to us is no error: what was typed still stands in the page, and the page warns before it is left.
 */

export interface Copy {
  /** Which life of the shared document it belongs to. */
  readonly life: string
  /** All of the document as it was here, as an update. */
  readonly state: Uint8Array
  /** The same as bare text, for people. */
  readonly text: string
  /** When, in milliseconds since 1970. */
  readonly at: number
}

export interface Copies {
  read(): Promise<Copy | null>
  /** Writes follow each other in the order in which they were asked for. */
  write(copy: Copy): void
  drop(): void
}

const STORE = 'copies'

/** The copies of one person, of one item. Whatever another person left on this machine goes at the same time. */
export function minutesCopies(personId: string, itemId: string): Copies {
  const key = `${personId}.${itemId}`
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> => {
    const done = last.then(() => withStore(act)).catch(() => null)
    last = done
    return done
  }
  void inTurn((store) => {
    const keys = store.getAllKeys()
    keys.onsuccess = () => {
      for (const other of keys.result) if (!String(other).startsWith(personId)) store.delete(other)
    }
    return keys
  })
  return {
    read: async () => ((await inTurn<Copy>((store) => store.get(key))) as Copy | null | undefined) ?? null,
    write: (copy) => void inTurn((store) => store.put(copy, key)),
    drop: () => void inTurn((store) => store.delete(key)),
  }
}

function withStore<T>(act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('samling.minutes', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction(STORE, 'readwrite')
      const request = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => {
        database.close()
        resolve(request.result)
      }
      transaction.onabort = () => {
        database.close()
        reject(transaction.error)
      }
    }
  })
}
