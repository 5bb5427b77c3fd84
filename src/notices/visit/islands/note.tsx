/** Tells the server that the page was looked at. Nothing is shown; without script there is a button. */
import { useEffect } from 'preact/hooks'

export default function Note({ path, made }: { path: string; made: number }) {
  useEffect(() => {
    // A look that does not arrive is a look not noted: the marks stay a little longer.
    navigator.sendBeacon(path, new URLSearchParams({ made: String(made) }))
  }, [path, made])
  return null
}
