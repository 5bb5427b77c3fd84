import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Island } from './island.tsx'

test('an island’s props survive the page, whatever is in them', () => {
  const props = { text: `"><script>alert(1)</script> & 'æ' \u2028`, list: [1, null] }
  const html = renderToString(
    <Island name="editor" props={props} when="now">
      <form>works without script</form>
    </Island>,
  )
  expect(html).not.toContain('"><script')
  expect(html).toContain('data-name="editor"')
  expect(html).toContain('data-when="now"')
  expect(html).toContain('<form>works without script</form>')
  const attribute = /data-props="([^"]*)"/.exec(html)?.[1] ?? ''
  const read = attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
  expect(JSON.parse(read)).toEqual(props)
})

test('an island sleeps until seen, and is replaced, unless told otherwise', () => {
  expect(renderToString(<Island name="a" props={{}} />)).toBe('<samling-island data-name="a" data-props="{}"></samling-island>')
  expect(renderToString(<Island name="a" props={{}} hydrate />)).toContain('data-hydrate')
})
