/** A Jitsi meeting in the page, fetched from its own server when somebody asks for it and not before. */
import { useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'

export interface JitsiProps {
  readonly host: string
  readonly room: string
  /** What the person is called there. */
  readonly name: string
}

/** What their `external_api.js` leaves behind (jitsi.github.io/handbook, "IFrame API"). */
interface WithApi {
  JitsiMeetExternalAPI?: new (
    domain: string,
    options: {
      readonly roomName: string
      readonly parentNode: HTMLElement
      readonly userInfo: { readonly displayName: string }
      readonly configOverwrite: Readonly<Record<string, unknown>>
    },
  ) => { addListener(event: 'readyToClose', then: () => void): void; dispose(): void }
}

type Stand = 'asked' | 'coming' | 'here' | 'failed'

export default function Jitsi({ host, room, name }: JitsiProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [stand, setStand] = useState<Stand>('asked')

  const open = async () => {
    setStand('coming')
    try {
      if (!(window as WithApi).JitsiMeetExternalAPI) await load(`https://${host}/external_api.js`)
      const Api = (window as WithApi).JitsiMeetExternalAPI
      if (!Api || !frame.current) throw new Error('no such script there')
      const meeting = new Api(host, {
        roomName: room,
        parentNode: frame.current,
        userInfo: { displayName: name },
        // The person has chosen to come in by pressing; polls are ours.
        configOverwrite: { prejoinConfig: { enabled: true }, disablePolls: true },
      })
      meeting.addListener('readyToClose', () => {
        meeting.dispose()
        setStand('asked')
      })
      setStand('here')
    } catch {
      // The link beside it works without the script.
      setStand('failed')
    }
  }

  return (
    <>
      {stand === 'here' ? null : (
        <div class="sm-acts">
          <Button type="button" size="lg" icon={icons.video} resting={stand === 'coming'} onClick={() => void open()}>
            {m.video_show_here()}
          </Button>
        </div>
      )}
      <p role="status">
        {stand === 'coming' && m.video_coming({ host })}
        {stand === 'failed' && m.video_failed({ host })}
      </p>
      <div class="sm-jitsi" ref={frame} data-here={stand === 'here' ? '' : undefined} />
    </>
  )
}

function load(src: string): Promise<void> {
  return new Promise((done, fail) => {
    const script = Object.assign(document.createElement('script'), { src, onload: () => done() })
    script.onerror = () => {
      script.remove()
      fail(new Error(`could not fetch ${src}`))
    }
    document.head.append(script)
  })
}
