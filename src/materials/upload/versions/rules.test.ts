import { describe, expect, it, test } from 'vitest'
import { bareName, newVersionOf } from './rules.ts'

describe('a file looks like a new version', () => {
  const present = [
    { title: 'Utkast til handlingsplan', fileName: 'Utkast_til_handlingsplan_v2.pptx' },
    { title: 'Om E-bøker', fileName: 'ebok-presentasjon.pdf' },
  ]
  it.each([
    'Utkast_til_handlingsplan_v2.pptx',
    'Utkast til handlingsplan v3.pptx',
    'utkast-til-handlingsplan_versjon 4 (1).pdf',
    'Utkast til handlingsplan 2020-04-28.pptx',
    'Utkast til handlingsplan 28.04.2020 endelig.pptx',
    'Handlingsplan.pptx'.replace('Handlingsplan', 'Kopi av Utkast til handlingsplan'),
  ])('%s', (name) => {
    expect(newVersionOf(name, present)?.title).toBe('Utkast til handlingsplan')
  })

  it('also where it is called as the title that people see', () => {
    expect(newVersionOf('Om E-bøker NY.pptx', present)?.title).toBe('Om E-bøker')
  })

  it.each(['Handlingsplan.pptx', 'Utkast til budsjett.pptx', 'Om E-bøker og lydbøker.pdf', '.pdf'])('and %s does not', (name) => {
    expect(newVersionOf(name, present)).toBeNull()
  })

  it('of one only: between two that fit nobody chooses for the sender, unless the name is the very same', () => {
    const two = [
      { title: 'Plan', fileName: 'plan v1.pdf' },
      { title: 'Plan, vedlegg', fileName: 'plan v2.pdf' },
    ]
    expect(newVersionOf('plan v3.pdf', two)).toBeNull()
    expect(newVersionOf('plan v2.pdf', two)?.title).toBe('Plan, vedlegg')
  })
})

test('a name of nothing but marks keeps them', () => {
  expect(bareName('utkast v2.pdf')).toBe('utkast v2')
})
