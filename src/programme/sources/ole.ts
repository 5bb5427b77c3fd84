/** Microsoft's older container (MS-CFB): Office before 2007, mails, and newer files behind a password. Told apart to say what to do. */

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

export const isOle = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte)

/** What stands in the way, as a message key. Streams are named in UTF-16 in the container's directory. */
export function oleTrouble(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'))
  if (names('EncryptedPackage') || names('EncryptionInfo')) return 'sources_encrypted'
  if (names('WordDocument')) return 'sources_old_word'
  if (names('Workbook')) return 'sources_old_excel'
  if (names('__substg1.0')) return 'sources_old_mail'
  return 'sources_old_office'
}
