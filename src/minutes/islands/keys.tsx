/** The keys that lead from item to item, and the line that tells of them: without script there are none. */
import { useEffect } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { goByKeys } from './going.ts'

export default function Keys() {
  useEffect(goByKeys, [])
  return <p class="sm-doc__keys soft">{m.quoting_keys()}</p>
}
