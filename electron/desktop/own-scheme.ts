import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Protocol } from 'electron';
import { contentPolicy } from './content-policy';

/**
 * `app://inseam/`: the window's files, and no others. A page of a scheme of our own has a real origin and none of the
 * reach of `file:`. Only paths of a list made at start are answered, so there is no path to escape with.
 */

const scheme = 'app';
const host = 'inseam';
export const ownPage = `${scheme}://${host}/index.html`;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Before Electron is ready, and once. */
export function announceOwnScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the files of a folder, which may lie in an asar archive. */
export function serveOwnScheme(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(scheme, answerFrom(folder));
}

/** Answers requests from the files that were in `folder` when this was called. */
export function answerFrom(folder: string): (request: Request) => Promise<Response> {
  const files = filesOf(folder);
  return async ({ url, method }) => {
    const address = new URL(url);
    if (address.host !== host) return refusal(404);
    if (method !== 'GET') return refusal(405);
    const file = files.get(address.pathname === '/' ? '/index.html' : address.pathname);
    const type = types[extname(file ?? '')];
    if (file === undefined || type === undefined) return refusal(404);
    return new Response(await readFile(file), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': contentPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cache-Control': 'no-cache',
      },
    });
  };
}

const refusal = (status: number) => new Response(null, { status });

/** URL path to file, for every file of a folder. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const walk = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(inner);
      else files.set(encodeURI(inner), join(folder, inner));
    }
  };
  walk('');
  return files;
}
