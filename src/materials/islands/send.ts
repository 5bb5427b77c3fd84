/** Sends a form and tells how far it has come, which fetch cannot. */

export type Outcome = 'saved' | { readonly error: string } | 'stopped' | 'cut off'

export interface Sending {
  readonly outcome: Promise<Outcome>
  stop(): void
}

/**
 * @param onProgress called with the bytes sent so far, those of the whole form
 * @param onAnswer called with what the server answered, before the outcome, where it took the form
 */
export function send(
  action: string,
  form: FormData,
  onProgress: (sent: number) => void,
  onAnswer: (body: string) => void = () => {},
): Sending {
  const request = new XMLHttpRequest()
  const outcome = new Promise<Outcome>((resolve) => {
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      const taken = request.status >= 200 && request.status < 300
      if (taken) onAnswer(request.responseText)
      resolve(taken ? 'saved' : { error: reason(request.responseText) })
    }
    request.onerror = () => resolve('cut off')
    request.ontimeout = () => resolve('cut off')
    request.onabort = () => resolve('stopped')
  })
  request.open('POST', action)
  request.setRequestHeader('accept', 'application/json')
  request.send(form)
  return { outcome, stop: () => request.abort() }
}

/** The server says in words what is wrong, by field where it can. */
export function reason(body: string): string {
  try {
    const { fields, message } = JSON.parse(body) as { fields?: Record<string, string>; message?: string }
    return Object.values(fields ?? {}).join(' ') || message || ''
  } catch {
    return ''
  }
}
