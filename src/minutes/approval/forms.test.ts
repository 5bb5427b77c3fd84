import { expect, it } from 'vitest'
import { amendForm, correctionForm, settleForm } from './forms.ts'

it('hold what a database can hold: nothing hides between the letters of what is typed', () => {
  const typed = ' Vedtatt\0 enst\u202eemmig.\r\nSlutt. '
  const kept = 'Vedtatt enstemmig.\nSlutt.'
  expect(correctionForm.parse({ number: 1, part: 0, after: typed, remark: typed })).toMatchObject({ after: kept, remark: kept })
  expect(settleForm.parse({ do: 'answer', answer: typed }).answer).toBe(kept)
  expect(amendForm.parse({ text: typed }).text).toBe(kept)
  expect(amendForm.safeParse({ text: ' \0 ' }).success).toBe(false)
})
