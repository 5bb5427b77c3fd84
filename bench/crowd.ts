/** A process full of listeners, and what a process that serves them costs. */
import { fork, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../tests/program.ts'
import type { Order, Report } from './listeners.ts'

export interface Crowd {
  order(order: Order): Promise<Report>
  end(): void
}

/** @param keep whether each holds its state, to be compared */
export function makeCrowd(keep = false): Crowd {
  const child = fork(join(import.meta.dirname, 'listeners.ts'), keep ? ['--keep'] : [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return {
    order: (order) =>
      new Promise((resolve, reject) => {
        const died = () => reject(new Error('the listeners have died'))
        child.once('exit', died)
        child.once('message', (report) => {
          child.off('exit', died)
          resolve(report as Report)
        })
        child.send(order)
      }),
    end: () => void child.kill(),
  }
}

/** Seconds of processor time that a process has used. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Memory of a process that is held in the machine's, in KB. */
export const residentKb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1])

/** The least that tells many the same: bare node:http, a set of answers, one buffer written to each. */
export async function startBare(event: string) {
  const port = await freePort()
  const script = `
    const { createServer } = require('node:http')
    const event = Buffer.from(${JSON.stringify(event)})
    const answers = new Set()
    createServer((request, answer) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' })
      answer.write('data: {"rev":0,"parts":{}}\\n\\n')
      answers.add(answer)
      answer.on('close', () => answers.delete(answer))
    }).listen(${port}, '127.0.0.1', () => process.send('up'))
    process.on('message', () => {
      for (const answer of answers) answer.write(event)
      process.send('told')
    })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const said = () => new Promise<void>((resolve) => child.once('message', () => resolve()))
  await said()
  return {
    port,
    pid: child.pid!,
    tell: () => {
      child.send('tell')
      return said()
    },
    stop: () => void child.kill(),
  }
}
