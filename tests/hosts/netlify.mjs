// Reads a site's netlify.toml, _headers and _redirects by Netlify's own parsers, and prints what they make of them.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [, , packages, site, context] = process.argv
const require = createRequire(packages + '/')
const load = (name) => import(pathToFileURL(require.resolve(name)).href)

const { resolveConfig } = await load('@netlify/config')
const { parseAllHeaders } = await load('@netlify/headers-parser')
const { parseAllRedirects } = await load('@netlify/redirect-parser')

const { config, configPath } = await resolveConfig({
  repositoryRoot: site, cwd: site, context, branch: 'main', offline: true, mode: 'buildbot', buffer: true,
})
const headers = await parseAllHeaders({ headersFiles: [site + '/output/_headers'], configHeaders: [], minimal: true })
const redirects = await parseAllRedirects({
  redirectsFiles: [site + '/output/_redirects'], configRedirects: [], minimal: true,
})
console.log(JSON.stringify({
  build: config.build, configPath, headers: headers.headers, redirects: redirects.redirects,
  errors: [...headers.errors, ...redirects.errors].map(String),
}))
