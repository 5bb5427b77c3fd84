// Builds src/ui/theme.css from design/designsystemet.config.json: Designsystemet makes the theme, and we keep of it
// the tokens our sheets (and the component sheets they import) use. Run after changing the config, or when a sheet
// uses a token for the first time: npm run theme
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')

function built() {
  const folder = mkdtempSync(join(tmpdir(), 'samling-theme-'))
  const run = (...args) =>
    execFileSync(process.execPath, [join(modules, '@digdir/designsystemet/dist/bin/designsystemet.js'), 'tokens', ...args], {
      cwd: folder,
    })
  run('create', '--config', join(root, 'design/designsystemet.config.json'), '-o', 'tokens')
  run('build', '--config', join(root, 'design/designsystemet.config.json'), '-t', 'tokens', '-o', 'out')
  const css = readFileSync(join(folder, 'out/samling.css'), 'utf8')
  rmSync(folder, { recursive: true })
  return css
}

/** Every token a sheet of ours reads, also through the component sheets it imports. */
function used() {
  const names = new Set()
  const seen = new Set()
  const read = (path) => {
    if (seen.has(path)) return
    seen.add(path)
    const css = readFileSync(path, 'utf8')
    for (const found of css.matchAll(/@import\s+(?:url\()?["'](@digdir[^"']+)/g))
      read(join(modules, found[1].replace('designsystemet-css/', 'designsystemet-css/dist/src/')))
    for (const found of css.matchAll(/var\(\s*(--ds-[\w-]+)/g)) names.add(found[1])
  }
  for (const path of globSync('src/**/*.css', { cwd: root })) if (!path.endsWith('theme.css')) read(join(root, path))
  return names
}

const css = built()
const block = (head) => {
  const start = css.indexOf(head)
  if (start < 0) throw new Error(`Designsystemet's theme has no ${head}`)
  return css.slice(css.indexOf('{', start + head.indexOf('{') + 1) + 1, css.indexOf('\n}', start))
}
const declarations = (text) => new Map([...text.matchAll(/(--ds-[\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2].trim()]))

const light = declarations(block('@layer ds.theme.color-scheme.light {'))
const dark = declarations(block('@layer ds.theme.color-scheme.dark {'))
const type = declarations(block('@layer ds.theme.typography.primary {'))
const semantic = declarations(block('@layer ds.theme.semantic {'))
const generic = [...declarations(block('@layer ds.theme.color {')).keys()].map((name) => name.slice('--ds-color-'.length))

// `info` is the accent under another name in our palette.
const palettes = ['accent', 'neutral', 'lyng', 'success', 'warning', 'danger']

const rem = (px) => `${px / 16}rem`
// Designsystemet's "sm" mode, the only one we use, worked out: a unit of 4/18 rem, rounded down to whole pixels.
const size = (step) => rem(Math.floor((64 / 18) * step))
const fontSizes = { xs: 12, sm: 14, md: 16, lg: 19, xl: 21 }

function value(name) {
  const step = /^--ds-size-(\d+)$/.exec(name)
  if (step) return size(Number(step[1]))
  const body = /^--ds-body-(xs|sm|md|lg|xl)-font-size$/.exec(name)
  if (body) return rem(fontSizes[body[1]])
  if (light.has(name)) {
    const [day, night] = [light.get(name).toLowerCase(), dark.get(name).toLowerCase()]
    return day === night ? day : `light-dark(${day}, ${night})`
  }
  return semantic.get(name) ?? type.get(name)
}

const wanted = used()
const roles = generic.filter((role) => wanted.has(`--ds-color-${role}`))
const colours = [...light.keys()].filter(
  (name) => wanted.has(name) || roles.some((role) => palettes.some((palette) => name === `--ds-color-${palette}-${role}`)),
)
const rest = new Map()
// Tokens read other tokens: follow them until nothing new turns up.
for (let queue = [...wanted].filter((name) => !name.startsWith('--ds-color-')); queue.length > 0; ) {
  const next = []
  for (const name of queue) {
    const text = value(name)
    if (text === undefined || rest.has(name)) continue
    rest.set(name, text)
    for (const found of text.matchAll(/var\((--ds-[\w-]+)/g)) next.push(found[1])
  }
  queue = next
}

const line = (name, text) => `  ${name}: ${text};\n`
const byName = (a, b) => a[0].localeCompare(b[0], 'en', { numeric: true })
const out = `/* Made by design/theme.mjs from design/designsystemet.config.json. Do not edit. */
@layer ds.theme {
:root { color-scheme: light dark; }
[data-color-scheme="light"] { color-scheme: light; }
[data-color-scheme="dark"] { color-scheme: dark; }
:root {
${colours.map((name) => line(name, value(name))).join('')}${[...rest]
  .sort(byName)
  .map(([name, text]) => line(name, text))
  .join('')}}
${palettes
  .map((palette) => {
    const selector = palette === 'accent' ? ':root, [data-color="accent"], [data-color="info"]' : `[data-color="${palette}"]`
    return `${selector} {\n${roles.map((role) => line(`--ds-color-${role}`, `var(--ds-color-${palette}-${role})`)).join('')}}\n`
  })
  .join('')}}
`
writeFileSync(join(root, 'src/ui/theme.css'), out)
console.log(`theme.css: ${colours.length} colours, ${roles.length} roles, ${rest.size} other tokens`)
