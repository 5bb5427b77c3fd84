/**
 * LibreOffice keeps its settings and locks in a profile, and two runs on one disturb each other: each run gets one of its own,
 * copied from a model that has never seen a document. Making one anew each time would cost a third of a short conversion.
 */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Limits, runConfined } from '../confined.ts'

/** Macros never run, whoever signed them; what a document links to, near or far, is neither fetched nor asked about. */
const settings: readonly [string, string, string | number | boolean][] = [
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', true],
  ['org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', 3],
  ['org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', true],
  ['org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', true],
  ['org.openoffice.Office.Writer/Content/Update', 'Link', 0],
  ['org.openoffice.Office.Calc/Content/Update', 'Link', 2],
  ['org.openoffice.Office.Common/Misc', 'FirstRun', false],
  ['org.openoffice.Setup/Office', 'ooSetupInstCompleted', true],
  // Where the system cannot keep it from the network, it asks a proxy that is not there.
  ['org.openoffice.Inet/Settings', 'ooInetProxyType', 2],
  ...(['HTTP', 'HTTPS', 'FTP'] as const).flatMap((kind): [string, string, string | number][] => [
    ['org.openoffice.Inet/Settings', `ooInet${kind}ProxyName`, '127.0.0.1'],
    ['org.openoffice.Inet/Settings', `ooInet${kind}ProxyPort`, 9],
  ]),
  ['org.openoffice.Inet/Settings', 'ooInetNoProxy', ''],
]

const modifications = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${settings
  .map(
    ([path, name, value]) =>
      `<item oor:path="/${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`

const models = new Map<string, Promise<string>>()

/** Lays a fresh profile at `path`. @param office the program whose it is to be */
export async function layProfile(office: string, path: string, folder: string, limits: Limits): Promise<void> {
  const known = models.get(office)
  const model = known ?? makeModel(office, folder, limits)
  models.set(office, model)
  try {
    await cp(await model, path, { recursive: true })
  } catch (error) {
    // Somebody tidied up temporary files meanwhile, or the first start failed: the next run makes it anew.
    models.delete(office)
    if (!known) throw error
    await layProfile(office, path, folder, limits)
  }
}

/** @param folder where the folder of the model is made */
async function makeModel(office: string, folder: string, limits: Limits): Promise<string> {
  const home = await mkdtemp(join(folder, 'model-'))
  const path = join(home, 'profile')
  try {
    await mkdir(join(path, 'user'), { recursive: true })
    await writeFile(join(path, 'user', 'registrymodifications.xcu'), modifications)
    const command = [office, profileFlag(path), '--headless', '--norestore', '--terminate_after_init']
    await (await runConfined(command, limits, { folder: home })).ended
    return path
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw error
  }
}

export const profileFlag = (path: string): string => `-env:UserInstallation=${pathToFileURL(path).href}`
