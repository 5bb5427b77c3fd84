/** What the tests import as 'fast-check': the same library, with the run's seed (see vitest.config.ts). */
import fc from '../node_modules/fast-check/lib/fast-check.js'

const seed = process.env['PROPERTY_SEED']
if (seed) fc.configureGlobal({ seed: Number(seed) })

export default fc
