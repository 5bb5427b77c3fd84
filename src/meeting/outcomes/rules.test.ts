import { expect, it } from 'vitest'
import { block } from '../../../tests/april.ts'
import { countOutcomes, outcomesOf } from './rules.ts'

const html =
  '<p>Først.</p>' +
  block('decision', 'b1', 'Planen <strong>vedtas</strong> &amp; sendes ut <em>nå</em>.') +
  '<div><p>Mellom</p></div>' +
  block(
    'action',
    'b2',
    'Sende ut utkastet.',
    '<span>Ansvarlig <b>Fylkesbiblioteket</b></span><span>Frist <b>15. mai 2020</b></span>',
  ) +
  '<p>Etter.</p>'

it('finds what was decided and handed out, in words', () => {
  expect(outcomesOf(html)).toEqual([
    { kind: 'decision', id: 'b1', text: 'Planen vedtas & sendes ut nå.', facts: [] },
    { kind: 'action', id: 'b2', text: 'Sende ut utkastet.', facts: ['Ansvarlig Fylkesbiblioteket', 'Frist 15. mai 2020'] },
  ])
})

it('counts them', () => {
  expect(countOutcomes(html)).toEqual({ decisions: 1, actions: 1, answers: 0 })
  expect(countOutcomes('')).toEqual({ decisions: 0, actions: 0, answers: 0 })
})

it('does not take words in the text for a mark', () => {
  expect(outcomesOf('<p>data-block=&quot;decision&quot; er et merke</p>')).toEqual([])
})
