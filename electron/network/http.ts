import type { ConnectionProblem, Side } from '../../shared/log/problem';
import type { Outcome } from '../../shared/outcome';
import type { Rung } from '../edges';

/** One request, as the two clients (Graph, SCIM) put it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. `http:` only to a loopback address. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Any answer at all, whatever its status. Header names are in lower case. Redirects are answers: none is followed. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `sent: false` says that the request cannot have had an effect at the other side. */
export type SendFailure = { readonly problem: ConnectionProblem; readonly sent: boolean };

/** Sends one request once. An abort by the caller rejects with the signal's reason; everything else is an answer or a failure. */
export type Send = (
  request: HttpRequest,
) => Promise<{ readonly ok: true; readonly answer: HttpAnswer } | ({ readonly ok: false } & SendFailure)>;

export interface ProbeOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  /** Told after each rung with those climbed so far; the next one is then being climbed. */
  readonly onRungs?: (rungs: readonly Rung[]) => void;
  /** For each rung, in milliseconds. */
  readonly timeoutMs?: number;
}

/** All four rungs: after the first failure the rest are `not-tested`. */
export interface ProbedHost {
  readonly rungs: readonly Rung[];
  readonly problem: ConnectionProblem | null;
}

/** Tries the way to a host step by step, for Test Connection: name, proxy, connection, certificate. Says nothing to it. */
export type Probe = (options: ProbeOptions) => Promise<ProbedHost>;

/** What the network settings make: one for a process, handed to every client. */
export interface Network {
  send(side: Side): Send;
  /** Takes the same ways, proxies and authorities as `send`. */
  probe(side: Side): Probe;
  close(): Promise<void>;
}

/** `settings.network` as compose hands it over; `resolveSystemProxy` is Electron's in the desktop, absent elsewhere. */
export interface NetworkOptions {
  readonly proxy: string;
  readonly caFile: string | null;
  /** Further authorities as PEM text: those of servers that this process started itself. */
  readonly authorities?: readonly string[];
  readonly resolveSystemProxy?: (url: string) => Promise<string>;
  /** Per request, in milliseconds. */
  readonly timeoutMs?: number;
}

export type OpenNetwork = (options: NetworkOptions) => Promise<Outcome<Network>>;
