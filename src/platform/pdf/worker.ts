/**
 * The thread that typesets: compiling is one synchronous call, and the server answers others meanwhile. It holds one compiler
 * with our fonts; data reach the template as one JSON text, so that nothing anybody writes is ever read as markup.
 */
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFonts, typstFolder } from './fonts.ts'

/** For readers, or for the archive: a file is of one standard, since each wants what the other forbids. */
export type PdfStandard = 'ua-1' | 'a-2a'

export interface Order {
  /** Name of a file in `typst/`, without its ending. */
  readonly template: string
  /** JSON. */
  readonly data: string
  /** What the file says of when it was made: seconds since 1970. */
  readonly at: number
  readonly standard: PdfStandard
  /** By name below `pictures/`, where no file lies. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
}
export type Delivery = { readonly pdf: Uint8Array } | { readonly refused: string }

const compiler = NodeCompiler.create({ workspace: typstFolder(), fontArgs: [{ fontBlobs: readFonts() }] })

parentPort!.on('message', (order: Order) => {
  parentPort!.postMessage(typeset(order))
  // What the compiler remembers of earlier documents is let go of after a few more.
  compiler.evictCache(5)
})

function typeset({ template, data, at, standard, pictures }: Order): Delivery {
  try {
    for (const [name, bytes] of pictures) compiler.mapShadow(`${typstFolder()}/pictures/${name}`, Buffer.from(bytes))
    const args = { mainFilePath: `${typstFolder()}/${template}.typ`, inputs: { data }, resetRead: true }
    return { pdf: compiler.pdf(args, { pdfStandard: standard, creationTimestamp: at }) }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  } finally {
    if (pictures.size > 0) compiler.resetShadow()
  }
}
