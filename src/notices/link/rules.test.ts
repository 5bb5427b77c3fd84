import { describe, expect, it } from 'vitest'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { confirmLink, followerOf, followingLink, wantedOf } from './rules.ts'

const follower = { id: '01a2051f-5cff-74ed-a811-ee387ee92ab6', linkVersion: 3 }
const wanted = { kind: 'meeting', subjectId: '01a2051f-5d0f-7582-a8c7-5867eebe0ce0' } as const
const tokenIn = (path: string) => path.split('/').at(-1)!

describe('links in mails', () => {
  it('are read back as they were made', () => {
    expect(followerOf('s', tokenIn(followingLink('s', follower)))).toEqual(follower)
    expect(wantedOf('s', tokenIn(confirmLink('s', follower, wanted)))).toEqual({ ...follower, wanted })
  })

  it('are worth nothing with another secret, for another use, or with a letter changed', () => {
    const token = tokenIn(followingLink('s', follower))
    expect(followerOf('another', token)).toBeNull()
    expect(wantedOf('s', token)).toBeNull()
    expect(followerOf('s', tokenIn(confirmLink('s', follower, wanted)))).toBeNull()
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      expect([changed, followerOf('s', changed)]).toEqual([changed, null])
    }
    for (const nonsense of ['', '.', 'abc', '..', `${token}A`, `${token}=`]) expect(followerOf('s', nonsense)).toBeNull()
  })

  it('are taken out of what readers of the outbox see', () => {
    const paths = [followingLink('s', follower), `${followingLink('s', follower)}/stop`, confirmLink('s', follower, wanted)]
    expect(withoutSecretLinks(paths.map((path) => `https://x.example${path}`).join('\n'))).toBe(
      'https://x.example/following/…\nhttps://x.example/following/…/stop\nhttps://x.example/following/confirm/…',
    )
  })
})
