/**
 * The program that draws one drawing by lines, in a process of its own: `drawing.svg` in its folder becomes `drawing.png`, as
 * large as there is room for. Nothing in the drawing runs, and librsvg fetches nothing that lies beside a file given as bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Metadata } from 'sharp'
import { opened, within } from './picture.ts'

/** Dots an inch at which a drawing that says it is very small is still drawn. */
const DENSEST = 7200

const [width, height] = process.argv.slice(2).map(Number) as [number, number]
const sent = readFileSync('drawing.svg')
const metadata = await opened(sent).metadata()
const { bytes } = await within(opened(sent, densityOf(metadata)), metadata, width, height)
writeFileSync('drawing.png', bytes)

/** A drawing has no pixels of its own. */
function densityOf(own: Metadata): number {
  return Math.min(DENSEST, (own.density ?? 72) * Math.min(width / own.width, height / own.height))
}
