import { expect, test } from 'vitest'
import type { DayState, ItemState, Programme } from '../document.ts'
import { difference } from './rules.ts'

const day = (id: string, position: number): DayState => ({ id, position, date: null, label: null })
const item = (id: string, dayId: string | null, position: number, parentId: string | null = null): ItemState => ({
  id,
  dayId,
  parentId,
  position,
  start: null,
  end: null,
  endInferred: false,
  kind: 'talk',
  title: { nb: id },
  description: null,
  note: null,
  track: null,
  room: null,
  audience: 'public',
  pinned: false,
  expectsMaterial: false,
  expectsMinutes: false,
  speakers: [],
})

test('what differs is told as a programme is read: day by day, parts under their item, the shelf last', () => {
  const days = [day('tirsdag', 0), day('onsdag', 1)]
  // Positions count from the start of each day, and from the first part of each item.
  const items = [
    item('på hylla', null, 0),
    item('onsdag tidlig', 'onsdag', 0),
    item('del', 'tirsdag', 0, 'tirsdag sent'),
    item('tirsdag tidlig', 'tirsdag', 1),
    item('tirsdag sent', 'tirsdag', 2),
  ]
  const before: Programme = { days, items: [] }
  expect(difference(before, { days, items }).items.map((one) => one.id)).toEqual([
    'tirsdag tidlig',
    'tirsdag sent',
    'del',
    'onsdag tidlig',
    'på hylla',
  ])
})
