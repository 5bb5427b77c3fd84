/** The line to one editor: a WebSocket, kept alive, ended when it cannot follow. */
import type { RawData, WebSocket } from 'ws'
import { AGAIN, ENDED, type Ending, fromServer, readFromEditor } from '../rules.ts'
import type { Guest, Room, Seat } from './room.ts'

/** So much may wait unread for one writer; who is further behind comes back for the whole. */
const UNREAD_BYTES = 16 * 1024 * 1024
const ALIVE_EVERY_MS = 15_000

/** Tells why and hangs up. */
export function refuse(socket: WebSocket, why: Ending): void {
  socket.send(fromServer({ is: 'end', why }))
  socket.close(ENDED, why)
}

/** Who it is, and how their page says a time. */
export type Person = Pick<Guest, 'personId' | 'name' | 'sessionId' | 'clock'>

/** Gives somebody a place in a room for as long as the line lives. */
export function seatAt(socket: WebSocket, room: Room, person: Person): Seat {
  const seat = room.enter({
    ...person,
    send(frame) {
      if (socket.bufferedAmount > UNREAD_BYTES) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.send(frame)
    },
    end: (why) => refuse(socket, why),
    again: () => socket.close(AGAIN),
  })
  let alive = true
  socket.on('pong', () => {
    alive = true
  })
  const pulse = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, ALIVE_EVERY_MS)
  socket.on('message', (data: RawData) => {
    const message = readFromEditor(bytesOf(data))
    try {
      if (!message) throw new Error('no message of ours')
      // Whoever was let go is not heard any more, though their last words may still arrive.
      if (room.seats.has(seat)) seat.hear(message)
    } catch {
      refuse(socket, 'unusable')
    }
  })
  socket.once('close', () => {
    clearInterval(pulse)
    seat.leave()
  })
  return seat
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}
