import { initials } from '#ui/layout.tsx'

/** Somebody's picture, or their initials where they show none. Beside a name it says nothing by itself; alone it is called by it. */
export function Face({ name, src, alone }: { name: string; src: string | null; alone?: boolean }) {
  const size = alone ? 'sm-face sm-face--large' : 'sm-face'
  if (!src)
    return (
      <span class={`${size} sm-avatar`} aria-hidden="true">
        {initials(name)}
      </span>
    )
  const side = alone ? 240 : 48
  return <img class={size} src={src} alt={alone ? name : ''} width={side} height={side} loading={alone ? 'eager' : 'lazy'} />
}

/** Where a picture is fetched; its sum makes a new one a new address. */
export const photoHref = (base: string, memberId: string, sha256: string | null): string | null =>
  sha256 && `${base}/people/${memberId}/photo?v=${sha256.slice(0, 12)}`
