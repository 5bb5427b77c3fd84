/** The address at which a passage is read. Pure. */
import { decisionPath } from '#decisions/rules.ts'
import { pageAnchor } from '#materials/viewer/rules.ts'
import type { Kind, Place } from '../document.ts'

/** The addresses around a passage, as far as there are any. */
export interface Places {
  /** `/{network}` */
  readonly base: string
  readonly meeting: string | null
  readonly item: string | null
  readonly material: string | null
  readonly decision: { readonly publicId: number; readonly number: number; readonly numberYear: number | null } | null
  readonly action: number | null
  readonly plan: string | null
  readonly topic: string | null
  readonly matter: number | null
  /** Of the membership. */
  readonly member: string | null
}

/** So many words lead a browser to the passage (WICG, URL Fragment Text Directives); one that does not know them passes them over. */
const WORDS = 6

/** "#minutes:~:text=…": the part of the page, and the words in it. */
function fragment(anchor: string, text: string): string {
  const words = text.split('\n')[0]!.split(/\s+/).filter(Boolean).slice(0, WORDS).join(' ')
  return words ? `#${anchor}:~:text=${encodeURIComponent(words).replaceAll('-', '%2D')}` : `#${anchor}`
}

export function hrefOf(kind: Kind, passage: { readonly text: string; readonly place: Place }, at: Places): string {
  const { base } = at
  const meeting = at.meeting ?? base
  const item = at.item ?? meeting
  const { place, text } = passage
  switch (kind) {
    case 'decision':
      return at.decision ? decisionPath(base, at.decision) : `${item}#${place.anchor ?? 'minutes'}`
    case 'action':
      return `${base}/actions/${at.action}`
    case 'minutes':
      return place.anchor ? `${item}#${place.anchor}` : `${item}${fragment('minutes', text)}`
    case 'presentation':
    case 'paper':
      return at.material && place.page ? `${at.material}#${pageAnchor(place.page)}` : (at.material ?? item)
    case 'recording':
      return text && at.material ? `${at.material}${fragment('content', text)}` : (at.material ?? item)
    case 'question':
      return `${meeting}/questions${fragment('content', text)}`
    case 'plan':
      return planHref(`${base}/plans/${at.plan}`, place.anchor)
    case 'matter':
      return `${base}/matters/${at.matter}`
    case 'topic':
      return `${base}/topics/${at.topic}`
    case 'person':
      return `${base}/people/${at.member}`
    case 'item':
      return item
    case 'meeting':
      return meeting
  }
}

function planHref(plan: string, anchor: string | undefined): string {
  const measure = /^measure-(\d+)$/.exec(anchor ?? '')?.[1]
  return measure ? `${plan}/measures/${measure}` : anchor ? `${plan}#${anchor}` : plan
}
