/**
 * The thread that typesets: compiling is one synchronous call, and the server answers others meanwhile. It holds one compiler
 * with our fonts; data reach the template as one JSON text, so that nothing anybody writes is ever read as markup.
 */
import { parentPort } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFonts, typstFolder } from './fonts.ts'

export interface Order {
  /** Name of a file in `typst/`, without its ending. */
  readonly template: string
  /** JSON. */
  readonly data: string
  /** What the file says of when it was made: seconds since 1970. */
  readonly at: number
}
export type Delivery = { readonly pdf: Uint8Array } | { readonly refused: string }

const compiler = NodeCompiler.create({ workspace: typstFolder(), fontArgs: [{ fontBlobs: readFonts() }] })

parentPort!.on('message', ({ template, data, at }: Order) => {
  parentPort!.postMessage(typeset(template, data, at))
  // What the compiler remembers of earlier documents is let go of after a few more.
  compiler.evictCache(5)
})

function typeset(template: string, data: string, at: number): Delivery {
  try {
    const args = { mainFilePath: `${typstFolder()}/${template}.typ`, inputs: { data }, resetRead: true }
    return { pdf: compiler.pdf(args, { pdfStandard: 'ua-1', creationTimestamp: at }) }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}
