import { m } from '#platform/words/words.ts'

/** A link that does not hold, whatever the reason: nothing tells a guess from a link that was renewed. */
export function UnknownLink() {
  return (
    <main id="content" class="sm-page sm-page--text">
      <h1 class="sm-title sm-title--m">{m.materials_guest_unknown()}</h1>
      <p class="sm-lead">{m.materials_guest_unknown_text()}</p>
    </main>
  )
}

/** One of ours whose time is over. */
export function ExpiredLink() {
  return (
    <main id="content" class="sm-page sm-page--text">
      <h1 class="sm-title sm-title--m">{m.guest_expired()}</h1>
      <p class="sm-lead">{m.guest_expired_text()}</p>
    </main>
  )
}
