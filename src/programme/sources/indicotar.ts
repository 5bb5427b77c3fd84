/** The archive that Indico's event export is: YAML with the rows, and every uploaded file, which we leave alone. */
import { extract } from 'tar-stream'
import { Invalid } from '#platform/errors.ts'
import { TEXT_LONGEST } from '../intake/rules.ts'

/** A tar file says so at byte 257. */
export const looksLikeTar = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(257, 262)).toString('latin1') === 'ustar'

/**
 * The YAML of an archive as one text: what describes it first, then the rows.
 * @throws Invalid({ file }) when there is none, it is too long, or it was made in Python's own form, which runs when opened
 */
export async function yamlOf(bytes: Uint8Array): Promise<string> {
  const found: { name: string; text: string }[] = []
  let length = 0
  let isPickle = false
  const unpack = extract()
  unpack.end(bytes)
  try {
    for await (const entry of unpack) {
      const { name } = entry.header
      isPickle ||= name === 'data.pickle'
      if (!/^(?:data|objects-\d{1,4})\.yaml$/.test(name)) {
        entry.resume()
        continue
      }
      const chunks: Buffer[] = []
      for await (const chunk of entry as AsyncIterable<Buffer>) {
        length += chunk.length
        if (length > TEXT_LONGEST) throw new Invalid({ file: 'sources_too_long' })
        chunks.push(chunk)
      }
      found.push({ name, text: Buffer.concat(chunks).toString('utf8') })
    }
  } catch (error) {
    if (error instanceof Invalid) throw error
    // An archive cut short or with a wrong checksum.
    throw new Invalid({ file: 'sources_archive_unknown' })
  }
  if (isPickle) throw new Invalid({ file: 'sources_indico_pickle' })
  if (!found.some((one) => one.name === 'data.yaml')) throw new Invalid({ file: 'sources_archive_unknown' })
  const number = ({ name }: { name: string }) => Number(/\d+/.exec(name)?.[0] ?? 0)
  return found
    .sort((a, b) => number(a) - number(b))
    .map(({ text }) => text)
    .join('\n---\n')
}
