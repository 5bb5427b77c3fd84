import { describe, expect, it } from 'vitest'
import type { SpeakerEdit } from '../rules.ts'
import { entriesOf, groupsOf, memberNamed, speakerPath, tiedTo } from './rules.ts'

const kari = { id: 'k', name: 'Kari Nordmann', office: 'biblioteksjef' }
const members = [kari, { id: 'o1', name: 'Ola Hansen', office: null }, { id: 'o2', name: 'Ola  Hansen', office: null }]
const edit = (name: string, more: Partial<SpeakerEdit> = {}): SpeakerEdit => ({
  name,
  office: null,
  email: null,
  role: 'speaker',
  ...more,
})
const tie = (now: SpeakerEdit, was: SpeakerEdit[] = []) => tiedTo([now], was, members)[0]!.personId

describe('who a speaker is', () => {
  it('is the member of that name, if there is one and no more', () => {
    expect(memberNamed(' kari  nordmann', members)).toBe(kari)
    expect(memberNamed('Ola Hansen', members)).toBeNull()
    expect(memberNamed('Per', members)).toBeNull()
  })
  it.each<[string, SpeakerEdit, SpeakerEdit[], string | null | undefined]>([
    ['someone new is found by name', edit('Kari Nordmann'), [], 'k'],
    ['a stranger is nobody', edit('Per Hansen'), [], null],
    ['two of one name are not guessed at', edit('Ola Hansen'), [], null],
    [
      'unticked, it is somebody else',
      edit('Kari Nordmann', { id: 's', personId: null }),
      [edit('Kari Nordmann', { id: 's', personId: 'k' })],
      null,
    ],
    [
      'ticked, it is this one',
      edit('Kari Nordmann', { id: 's', personId: 'k' }),
      [edit('Kari Nordmann', { id: 's', personId: null })],
      'k',
    ],
    [
      'nothing said, nothing changed',
      edit('Kari Nordmann', { id: 's' }),
      [edit('Kari Nordmann', { id: 's', personId: null })],
      undefined,
    ],
    [
      'with another name it is another',
      edit('Per', { id: 's', personId: 'k' }),
      [edit('Kari Nordmann', { id: 's', personId: 'k' })],
      null,
    ],
    ['another name is looked for anew', edit('Kari Nordmann', { id: 's' }), [edit('Per', { id: 's', personId: null })], 'k'],
    [
      'one who has left stays who they were',
      edit('Eva', { id: 's', personId: 'gone' }),
      [edit('Eva', { id: 's', personId: 'gone' })],
      'gone',
    ],
    ['nobody from elsewhere', edit('Eva', { id: 's', personId: 'elsewhere' }), [edit('Eva', { id: 's', personId: null })], null],
  ])('%s', (_what, now, was, person) => expect(tie(now, was)).toBe(person))
})

describe('the list of speakers', () => {
  it('has one line for an address, with the name as most often written', () => {
    const names = [
      { name: 'Kari Nordmann', personId: 'k', count: 1 },
      { name: 'KARI NORDMANN', personId: null, count: 2 },
      { name: 'Åse Ås', personId: null, count: 1 },
      { name: 'Ærlig', personId: null, count: 1 },
      { name: '李', personId: null, count: 1 },
    ]
    expect(entriesOf(names)).toEqual([
      { slug: 'kari-nordmann', name: 'KARI NORDMANN', count: 3 },
      { slug: 'aerlig', name: 'Ærlig', count: 1 },
      { slug: 'ase-as', name: 'Åse Ås', count: 1 },
    ])
    expect(speakerPath({ slug: 'nord' }, '李')).toBeNull()
  })
  it('keeps two known persons of one name apart, and one together with the name alone', () => {
    const one = { name: 'Ola', personId: 'a' }
    const nobody = { name: 'Ola', personId: null }
    expect(groupsOf([one, nobody])).toHaveLength(1)
    expect(groupsOf([nobody, one, { name: 'Ola', personId: 'b' }]).map((group) => group.personId)).toEqual(['a', 'b', null])
    expect(groupsOf([])).toEqual([])
  })
})
