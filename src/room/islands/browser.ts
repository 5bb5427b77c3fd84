/** What the line needs of a browser. */
export interface Browser {
  /** Opens a stream of server-sent events. */
  listen(address: string): Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>
  fetch(address: string, init: RequestInit): Promise<Response>
  /** Through which tabs agree who of them listens; null where they cannot. */
  readonly locks: Pick<LockManager, 'request'> | null
  channel(name: string): Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>
  hidden(): boolean
  /** visibilitychange, pagehide, pageshow, online, offline. @returns the way to stop */
  on(event: string, then: (event: Event) => void): () => void
  /** Milliseconds since 1970 by this machine's clock. */
  now(): number
  /** From 0 to 1. */
  random(): number
}

export const thisBrowser = (): Browser => ({
  listen: (address) => new EventSource(address),
  fetch: (address, init) => fetch(address, init),
  // Only on secure origins, and not in the oldest browsers.
  locks: 'locks' in navigator && 'BroadcastChannel' in window ? navigator.locks : null,
  channel: (name) => new BroadcastChannel(name),
  hidden: () => document.visibilityState === 'hidden',
  on: (event, then) => {
    const target = event === 'visibilitychange' ? document : window
    target.addEventListener(event, then)
    return () => target.removeEventListener(event, then)
  },
  now: () => Date.now(),
  random: () => Math.random(),
})
