/** What the program stands on besides its database: room on the disk, other programs, the way mail leaves. */
import { accessSync, constants } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { createTransport } from 'nodemailer'
import type { Config } from '#config.ts'
import { canBeApart } from '../confined.ts'
import { scannerVersion } from '../scan/clamd.ts'
import { amountOf, type Finding, note, ok, wrong } from './finding.ts'

const SMTP_WITHIN_MS = 10_000

export async function examineDisk({ dataDir, UPLOAD_LIMIT }: Pick<Config, 'dataDir' | 'UPLOAD_LIMIT'>): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const room = `${amountOf(free)} are free where ${dataDir} lies`
  const limit = `UPLOAD_LIMIT is ${amountOf(UPLOAD_LIMIT)}`
  const findings = [
    free < UPLOAD_LIMIT
      ? wrong('machine', `${room}, and ${limit}: an upload may fill the disk, and then the database stops too.`)
      : free < 5 * UPLOAD_LIMIT
        ? note('machine', `${room}, and ${limit}: that is soon full.`)
        : ok('machine', `${room}.`),
  ]
  if (!mayWrite(dataDir))
    findings.push(note('machine', `The user who asks may not write in ${dataDir}. The one who runs Samling must.`))
  return findings
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

const INSTALL =
  'apt-get install --no-install-recommends libreoffice-impress libreoffice-writer libreoffice-calc fonts-crosextra-carlito'

/** Programs that Samling uses where they are there. */
export async function examinePrograms({ office, SOFFICE }: Pick<Config, 'office' | 'SOFFICE'>): Promise<Finding[]> {
  const without = 'presentations and documents get no pages to read; they can be downloaded'
  if (SOFFICE === 'no') return [note('programs', `LibreOffice is not used, since SOFFICE is "no": ${without}.`)]
  if (!office) return [note('programs', `LibreOffice is not there: ${without}. To have it: ${INSTALL}`)]
  const apart = (await canBeApart())
    ? 'It runs without network, and without sight of DATA_DIR.'
    : 'This machine lets it have no namespaces of its own (unshare): it is told to leave the network alone, and nothing more holds it back.'
  return [ok('programs', `LibreOffice is there: ${office}. ${apart}`)]
}

/** Asks the virus scanner who it is. */
export async function examineScanner({ CLAMD_URL }: Pick<Config, 'CLAMD_URL'>): Promise<Finding[]> {
  if (!CLAMD_URL)
    return [note('programs', 'CLAMD_URL is not set: files are handed out without being looked through for viruses.')]
  try {
    return [ok('programs', `The virus scanner that CLAMD_URL leads to answers: ${await scannerVersion(CLAMD_URL)}.`)]
  } catch (error) {
    const why = (error as Error).message
    return [
      wrong(
        'programs',
        `The virus scanner that CLAMD_URL leads to does not answer, and until it does nobody gets a new file: ${why}`,
      ),
    ]
  }
}

/** Goes as far as signing in at the mail server, and sends nothing. */
export async function examineMail(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Promise<Finding[]> {
  const { SMTP_URL, MAIL_FROM } = config
  if (!SMTP_URL) return [note('mail', 'SMTP_URL is not set: mail stays in the outbox, and nobody gets it.')]
  const within = { connectionTimeout: SMTP_WITHIN_MS, greetingTimeout: SMTP_WITHIN_MS, socketTimeout: SMTP_WITHIN_MS }
  const transport = createTransport({ url: SMTP_URL, ...within })
  const findings: Finding[] = []
  try {
    await transport.verify()
    findings.push(ok('mail', 'The server that SMTP_URL leads to answers and lets us in.'))
  } catch (error) {
    findings.push(wrong('mail', `The server that SMTP_URL leads to does not take mail from us: ${(error as Error).message}`))
  } finally {
    transport.close()
  }
  if (/@localhost>?$/.test(MAIL_FROM))
    findings.push(
      wrong('mail', `MAIL_FROM is ${MAIL_FROM}, which no server takes. Example: MAIL_FROM=Samling <samling@example.no>`),
    )
  return findings
}

export function examineSettings(config: Pick<Config, 'BASE_URL' | 'baseUrl' | 'HOST' | 'loopback' | 'TRUST_PROXY'>): Finding[] {
  const { BASE_URL, HOST, loopback, TRUST_PROXY } = config
  if (!BASE_URL && (!loopback || TRUST_PROXY))
    return [
      wrong(
        'settings',
        `${loopback ? 'A proxy stands in front' : `HOST is ${HOST}`}, and BASE_URL is not set: forms and links lead to localhost.`,
      ),
    ]
  return [ok('settings', `People reach it at ${config.baseUrl}.`)]
}
