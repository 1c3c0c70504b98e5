import type { WireRequest } from './answer';

/** One request as it was made. The authorization header and bodies with secrets are not kept. */
export interface RecordedRequest {
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** null: the connection was reset instead of an answer. */
  status: number | null;
  /** The kind of fault that met it. */
  fault: string | null;
}

export interface RecordingOptions {
  /** How many of the last requests are kept whole; the counts go on for ever. */
  readonly keepLast: number;
  /** Paths whose bodies carry a secret. */
  readonly hideBody?: (url: string) => boolean;
}

const maxBodyLength = 64 * 1024;
const hiddenHeaders = new Set(['authorization', 'proxy-authorization', 'cookie']);

export class Recording {
  readonly #options: RecordingOptions;
  readonly #last: RecordedRequest[] = [];
  readonly #counts = new Map<string, number>();
  #total = 0;

  constructor(options: RecordingOptions) {
    this.#options = options;
  }

  /** The entry, to be completed when the answer has left. */
  add({ method, url, headers, body }: WireRequest): RecordedRequest {
    this.#total += 1;
    const key = `${method} ${routeOf(url)}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    const { keepLast, hideBody } = this.#options;
    const secret = hideBody?.(url) === true;
    const text = keepLast === 0 || secret || body.length === 0 ? null : body.toString('utf8').slice(0, maxBodyLength);
    const entry = {
      at: new Date().toISOString(),
      method,
      url,
      headers: shown(headers),
      body: text,
      status: null,
      fault: null,
    };
    if (keepLast > 0) this.#last.push(entry);
    if (this.#last.length > keepLast) this.#last.shift();
    return entry;
  }

  /** Requests by method and route, such as `PATCH /v2/scim/Users/{id}`. */
  counts(): { total: number; byRoute: Record<string, number> } {
    return { total: this.#total, byRoute: Object.fromEntries(this.#counts) };
  }

  last(): readonly RecordedRequest[] {
    return [...this.#last];
  }

  clear(): void {
    this.#last.length = 0;
    this.#counts.clear();
    this.#total = 0;
  }
}

function shown(headers: WireRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || hiddenHeaders.has(name) ? [] : [[name, String(value)]],
    ),
  );
}

/** Ids would make a count of one for every person: a segment that is a GUID or holds an @ becomes `{id}`. */
function routeOf(url: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const route = path.replaceAll(/\/(?:[0-9a-f]{8}-[0-9a-f-]{27}|[^/]*(?:@|%40)[^/]*)(?=\/|$)/gi, '/{id}');
  return /(?:^|&)filter=/.test(query) ? `${route}?filter` : route;
}
