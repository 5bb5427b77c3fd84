import type { QrCode } from '../stage/code/rules.ts'

/** A code for cameras. Black on white, in the dark too: that is what they read. @param props.label where it leads */
export function Qr({ of, label }: { readonly of: QrCode; readonly label: string }) {
  return (
    <svg class="sm-qr" viewBox={`0 0 ${of.size} ${of.size}`} role="img" aria-label={label}>
      <rect width={of.size} height={of.size} />
      <path d={of.path} />
    </svg>
  )
}
