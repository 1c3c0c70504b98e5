/** Where the window is, as its address says: `#/welcome`, `#/setup/:draft/:step`, `#/:job/:page/…?…`. */
export interface Route {
  /** The page's name: 'welcome', 'setup' or one of a job's pages. */
  readonly page: string;
  /** The job, or the draft of the wizard ("new" before there is one); '' on Welcome. */
  readonly job: string;
  /** What follows the page's name, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

const start: Route = { page: '', job: '', path: [], query: new URLSearchParams() };

/** Reads an address; one that says nothing is the start, whose page is ''. */
export function readRoute(hash: string): Route {
  const [address = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const parts = address
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  const [first, second, ...rest] = parts;
  const query = new URLSearchParams(search);
  if (first === undefined) return start;
  if (first === 'welcome') return { page: 'welcome', job: '', path: [], query };
  if (first === 'setup') return { page: 'setup', job: second ?? 'new', path: rest, query };
  return { page: second ?? 'overview', job: first, path: rest, query };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** `#/bluejeans/activity?status=failure`. Parameters that are null or '' are left out. */
export function addressOf(
  job: string,
  page: string,
  path: readonly string[] = [],
  query: Readonly<Record<string, string | null>> = {},
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== '') search.set(name, value);
  const text = search.toString();
  return `#/${[job, page, ...path].map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}

export const welcomeAddress = '#/welcome';
export const setupAddress = (draft: string, step: number): string => `#/setup/${encodeURIComponent(draft)}/${step}`;
