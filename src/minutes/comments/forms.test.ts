import { expect, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import { beginForm, replyForm } from './forms.ts'

const passage = JSON.stringify({ life: newId(), from: { item: { client: 1, clock: 0 } }, to: { item: { client: 1, clock: 4 } } })

it('hold what a database can hold, and leave the blanks of a passage where they stand', () => {
  expect(replyForm.parse({ text: ' Hva\0 mener du?\r\nJeg? ' }).text).toBe('Hva mener du?\nJeg?')
  expect(replyForm.safeParse({ text: ' \0 ' }).success).toBe(false)
  const given = { passage, quote: ' tre ', suggest: 'yes', proposed: ' fire ' }
  expect(beginForm.parse(given)).toMatchObject({ place: { quote: ' tre ' }, proposed: ' fire ' })
  expect(beginForm.safeParse({ ...given, quote: ' tre\0' }).success).toBe(false)
  expect(beginForm.safeParse({ ...given, proposed: ' fire\0' }).success).toBe(false)
})
