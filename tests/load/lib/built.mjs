// The server as `dotnet build` left it, for the tests in Node.js: figures are taken of a published one (`compare`).
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The newest of its Release and Debug builds. */
export function builtServer () {
  const [newest] = ['Release', 'Debug']
    .map(configuration => fileURLToPath(new URL(`../../../src/RoundTable.Server/bin/${configuration}/net10.0/RoundTable.Server.dll`, import.meta.url)))
    .filter(file => existsSync(file))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (!newest) throw new Error('The server is not built: dotnet build src/RoundTable.Server')
  return newest
}
