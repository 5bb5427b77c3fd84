/**
 * The interface's own words: typed messages compiled from `messages/`. Rendering is synchronous, so the language in force is
 * a plain variable around it, on the server and in the browser alike.
 */
import { overwriteGetLocale } from './compiled/runtime.js'
import { isLocale, type Locale } from './text.ts'

export { m } from './compiled/messages.js'

let current: Locale = 'nb'
overwriteGetLocale(() => current)

/** Runs a synchronous rendering with the given language in force. */
export function inLocale<T>(locale: Locale, render: () => T): T {
  const before = current
  current = locale
  try {
    return render()
  } finally {
    current = before
  }
}

/** The language in force, for dates and numbers inside a rendering. */
export const localeNow = (): Locale => current

/** In the browser: take the page's own language. Called once by `browser.ts`. */
export function takePageLocale(): void {
  const lang = document.documentElement.lang
  if (isLocale(lang)) current = lang
}
