/** Drawings by lines (SVG) as pictures: drawn by a process of its own, since a small file can ask for hours of work. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Limits, runConfined } from '../confined.ts'
import { typstFolder } from '../pdf/fonts.ts'
import { workFolder } from '../workfolder.ts'

// A logo takes a tenth of a second of the processor; on a busy machine it waits far longer for that.
const LIMITS: Limits = { time: 20_000, processor: 10, memory: 2500, output: 50 }

/** @returns a PNG file as large as fits in so many pixels, or null for what cannot be drawn within time and memory */
export async function drawn(svg: Uint8Array, width: number, height: number): Promise<Buffer | null> {
  const folder = await mkdtemp(join(workFolder(), 'drawing-'))
  try {
    await writeFile(join(folder, 'drawing.svg'), svg)
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', program(), String(width), String(height)]
    const { code } = await (await runConfined(command, LIMITS, { folder, awaited: true })).ended
    return code === 0 ? await readFile(join(folder, 'drawing.png')) : null
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Runs from the sources, beside the built server too: Node strips the types. */
const program = (): string => join(typstFolder(), '..', 'src', 'platform', 'files', 'drawingchild.ts')
