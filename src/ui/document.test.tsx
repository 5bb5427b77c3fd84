import { describe, expect, test } from 'vitest'
import { PostButton } from './button.tsx'
import { type Frame, renderDocument } from './document.tsx'
import { ErrorSummary } from './errorsummary.tsx'
import { Checkbox, RadioGroup, Select, TextArea, TextField } from './field.tsx'
import { initials } from './layout.tsx'
import { State } from './state.tsx'

const frame: Frame = {
  locale: 'se',
  title: 'Čoahkkin',
  description: 'Biblioteksjefmøte',
  canonical: 'https://example.org/m',
  alternates: [{ locale: 'nb', href: 'https://example.org/nb/m' }],
  assets: { styles: ['/assets/ui.css', '/assets/meeting.css'], script: '/assets/browser.js', preload: ['/fonts/inter.woff2'] },
  robots: 'noindex',
  brandHref: '/',
  network: { name: 'Biblioteksjefene', lang: 'nb', href: '/n' },
  nav: [
    { href: '/n', label: 'Ruoktu', current: false },
    { href: '/n/m', label: 'Čoahkkimat', current: true },
  ],
  person: { name: 'Áile Čuđi', href: '/me' },
  signIn: null,
  signOut: { action: '/out', label: 'Olggos' },
  languages: [
    { locale: 'se', label: 'Davvisámegiella', href: '?se', current: true },
    { locale: 'nb', label: 'Bokmål', href: '?nb', current: false },
  ],
  footer: { text: 'Samling', links: [{ href: '/access', label: 'Tilgjengelighet' }] },
  notice: {
    tone: 'success',
    text: '<b>Fjernet</b>',
    undo: { action: '/undo', label: 'Angre', fields: { id: '7' } },
  },
  words: { skip: 'Hopp', menu: 'Fállu', mainNav: 'Váldofállu', languageNav: 'Giella' },
}

const html = renderDocument(
  frame,
  <main class="sm-page" id="content">
    <h1 class="sm-title">Čoahkkin</h1>
  </main>,
)

describe('a page', () => {
  test('is a whole document in the reader’s language', () => {
    expect(html.startsWith('<!doctype html><html lang="se"')).toBe(true)
    expect(html).toContain('<title>Čoahkkin</title>')
    expect(html).toContain('name="robots" content="noindex"')
    expect(html).toContain('rel="alternate" hreflang="nb"')
    expect(html).toContain('lang="nb">Biblioteksjefene')
    expect(html).toContain('hreflang="nb">Bokmål')
  })

  test('leaves the only h1 to the page', () => {
    expect(html.match(/<h1/g)).toHaveLength(1)
  })

  test('begins with the way past the menu, to something that is there', () => {
    const body = html.slice(html.indexOf('<body>'))
    expect(body.startsWith('<body><a class="ds-skip-link" href="#content">')).toBe(true)
    expect(body).toContain('id="content"')
  })

  test('has nothing inline that the content security policy would stop', () => {
    expect(html).not.toMatch(/\sstyle=/)
    expect(html).not.toMatch(/<style/)
    expect(html).not.toMatch(/\son\w+=/)
    expect(html.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual(['<script type="module" src="/assets/browser.js"></script>'])
  })

  test('has no script at all when the page needs none', () => {
    const still = renderDocument({ ...frame, assets: { styles: [], script: null } }, <main id="content" />)
    expect(still).not.toContain('<script')
  })

  test('has no module where script serves only those who come back: a small one finds them, and fetches the other', () => {
    const assets = { styles: [], script: '/assets/browser.js', returning: '/assets/returning.js' }
    const page = renderDocument({ ...frame, assets }, <main id="content" />)
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script defer src="/assets/returning.js" data-wakes="/assets/browser.js">'])
  })

  test('loads fonts early, across origins as fonts must', () => {
    expect(html).toContain('<link rel="preload" as="font" type="font/woff2" href="/fonts/inter.woff2" crossorigin="anonymous"')
  })

  test('tells what happened as a status, escaped, with the way back as a form', () => {
    expect(html).toMatch(/class="sm-flash" data-color="success" role="status"/)
    expect(html).toContain('&lt;b>Fjernet')
    expect(html).toMatch(/<form class="sm-post" method="post" action="\/undo"><input type="hidden" name="id" value="7"/)
  })

  test('names its landmarks and the current place', () => {
    expect(html).toContain('<nav class="sm-nav" aria-label="Váldofállu">')
    expect(html).toContain('<a href="/n/m" aria-current="true">')
    expect(html).toContain('popovertarget="menu"')
    expect(html).toContain('id="menu" popover="auto"')
  })
})

const draw = (body: Parameters<typeof renderDocument>[1]) => {
  const whole = renderDocument({ ...frame, person: null, notice: null, languages: [] }, <main>{body}</main>)
  return whole.slice(whole.indexOf('<main>'), whole.indexOf('</main>'))
}

describe('a field', () => {
  test('ties label, help and error to itself and keeps the value', () => {
    const drawn = draw(<TextField name="from" label="Fra" help="Som 09.00" error="Skriv klokkeslettet som 09.00" value='9"00' />)
    expect(drawn).toContain('<label class="ds-label" for="from">Fra')
    expect(drawn).toContain('id="from-help"')
    expect(drawn).toContain('id="from-error"')
    expect(drawn).toContain('aria-describedby="from-help from-error"')
    expect(drawn).toContain('aria-invalid="true"')
    expect(drawn).toContain('value="9&quot;00"')
    expect(drawn.indexOf('from-help')).toBeLessThan(drawn.indexOf('<input'))
    expect(drawn.indexOf('<input')).toBeLessThan(drawn.lastIndexOf('from-error'))
  })

  test('says nothing of help and error when there is none', () => {
    const drawn = draw(<TextField name="title" label="Tittel" />)
    expect(drawn).not.toContain('aria-describedby')
    expect(drawn).not.toContain('aria-invalid')
  })

  test('keeps text, choice and tick', () => {
    expect(draw(<TextArea name="text" label="Tekst" value={'<p>\nto'} />)).toContain('&lt;p>\nto</textarea>')
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    expect(draw(<Select name="one" label="En" value="b" options={options} />)).toMatch(/<option value="b" selected/)
    expect(draw(<Checkbox name="yes" label="Ja" checked />)).toMatch(/type="checkbox" value="on" checked/)
    const radios = draw(<RadioGroup name="mode" legend="Form" value="b" options={options} error="Velg" />)
    expect(radios).toContain('<fieldset class="ds-fieldset" aria-describedby="mode-error">')
    expect(radios).toMatch(/id="mode-b" name="mode" value="b" checked/)
    expect(radios).toContain('id="mode" ')
  })

  test('is where the error summary leads', () => {
    expect(draw(<ErrorSummary title="Rett" errors={[{ field: 'from', text: 'Fra' }]} />)).toContain('href="#from"')
    expect(draw(<ErrorSummary title="Rett" errors={[]} />)).toBe('<main>')
  })
})

test('a state is icon, word and colour', () => {
  expect(draw(<State is="draft">Utkast</State>)).toMatch(
    /data-color="warning"><svg class="icon"[^>]*aria-hidden="true".*<span>Utkast<\/span>/,
  )
})

test('a button that acts is a form, never a link', () => {
  const drawn = draw(
    <PostButton action="/remove" fields={{ id: '7' }}>
      Fjern
    </PostButton>,
  )
  expect(drawn).toContain('<form class="sm-post" method="post" action="/remove">')
  expect(drawn).toContain('name="id" value="7"')
})

test('initials are whole letters', () => {
  expect(initials('Áile Ŋuorga')).toBe('ÁŊ')
  expect(initials('  Peder  Ás Čuđi ')).toBe('PČ')
  expect(initials('Samling')).toBe('S')
  expect(initials('')).toBe('')
})
