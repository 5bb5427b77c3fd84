/** The day of 29 April 2020 from its welcome to its way home, on the built program in a process of its own. */
import { databaseOf } from '../operations/operator.ts'
import { type Program, startProgram } from '../program.ts'
import { close, groups, killed, movedQuestion } from './afternoon.ts'
import { gather, MEMBERS } from './day.ts'
import { furnishApril } from './installation.ts'
import { figuresOf, type Told } from './measured.ts'
import { polls, questions } from './midday.ts'
import { lateStart, signalsAndPause, theFloor, twoChairs } from './morning.ts'

/** In the order of the programme; each goes on from where the one before it ended. */
const scenes = [
  ...[lateStart, twoChairs, theFloor, signalsAndPause],
  ...[questions, polls],
  ...[killed, movedQuestion, groups, close],
]

export interface Rehearsed {
  readonly figures: readonly Told[]
  /** What the program complained of. */
  readonly complaints: readonly string[]
}

/**
 * Holds the day: forty in the room and two who chair it. Fails where anybody has not what everybody should have.
 * @param dataDir an empty folder, or one that is not made yet
 */
export async function rehearse(dataDir: string): Promise<Rehearsed> {
  const env = { DATA_DIR: dataDir, SAMPLE: 'no' }
  const programs = [await startProgram(env)]
  const port = Number(new URL(programs[0]!.address).port)
  const running = (): Program => programs.at(-1)!
  try {
    const at = await furnishApril(await databaseOf(dataDir), MEMBERS)
    const day = await gather(at, dataDir, running(), async () => {
      await running().stop('SIGKILL')
      programs.push(await startProgram(env, port))
    })
    try {
      for (const scene of scenes) await scene(day)
    } finally {
      day.end()
    }
    // Complaints are lines of JSON; what it tells of itself when it starts is not.
    const complaints = programs.flatMap((one) => one.output().split('\n')).filter((line) => line.startsWith('{'))
    return { figures: figuresOf(day.measured), complaints }
  } finally {
    await running().stop()
  }
}
