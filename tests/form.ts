/** What a browser would send back of the first form in a page that is posted to an address. */

const entities: Record<string, string> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#39;': "'" }
const decode = (text: string) => text.replace(/&(?:quot|lt|gt|amp|#39);/g, (entity) => entities[entity]!)
const attribute = (tag: string, name: string) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
const has = (tag: string, name: string) => new RegExp(`\\s${name}(?=[\\s=>/])`).test(tag)

/**
 * @param action where the form is sent; the page may hold several forms
 * @returns field names and values, a list where a name stands more than once; buttons are left out
 */
export function formIn(html: string, action: string): Record<string, string | string[]> {
  const forms = [...html.matchAll(/<form [^>]*>.*?<\/form>/gs)].map(([form]) => form)
  const form = forms.find((one) => attribute(/^<form [^>]*>/.exec(one)![0], 'action') === action)
  if (form === undefined) throw new Error(`the page has no form for ${action}`)
  const sent: [name: string, value: string][] = []
  const pattern = /<input [^>]*>|<select [^>]*>.*?<\/select>|<textarea [^>]*>.*?<\/textarea>/gs
  for (const [control] of form.matchAll(pattern)) {
    const tag = /^<[^>]*>/.exec(control)![0]
    const name = attribute(tag, 'name')
    if (name === '' || has(tag, 'disabled')) continue
    const type = attribute(tag, 'type')
    if (control.startsWith('<textarea')) sent.push([name, decode(/>\n?(.*)<\/textarea>$/s.exec(control)![1]!)])
    else if (control.startsWith('<select')) {
      const options = [...control.matchAll(/<option[^>]*>/g)].map(([option]) => option)
      const chosen = options.find((option) => has(option, 'selected')) ?? options[0]
      if (chosen) sent.push([name, attribute(chosen, 'value')])
    } else if ((type !== 'radio' && type !== 'checkbox') || has(tag, 'checked')) sent.push([name, attribute(tag, 'value')])
  }
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of sent) fields[name] = name in fields ? [fields[name]!, value].flat() : value
  return fields
}
