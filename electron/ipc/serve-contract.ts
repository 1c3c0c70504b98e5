import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { contract, type ProblemWords, type RequestOf, type ResponseOf, type Verb } from '../../shared/ipc/contract';
import { adviseOn } from '../../shared/log/advice';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import { rateLimit } from './rate-limit';
import { traceOf } from './trace-of';
import { callChannel } from './verbs';

export type Handler<V extends Verb> = (request: RequestOf<V>) => ResponseOf<V> | Promise<ResponseOf<V>>;
/** One handler a verb. They answer with values; what they throw reaches the window as words, never as it was thrown. */
export type Handlers<V extends Verb = Verb> = { readonly [K in V]: Handler<K> };

export interface ContractOptions {
  readonly handlers: Handlers;
  /** Whether a call comes from our own page in a window of ours; asked first, before anything is awaited. */
  readonly isOurs: (event: IpcMainInvokeEvent) => boolean;
  /** Takes a line for the app's own log. It never holds a request, an answer or an error's message. */
  readonly report: (line: string) => void;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** What crosses to the page: a {@link Reply} of whichever verb was called. */
export type AnyReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ProblemWords };

/** Answers the window's calls until the returned function is called. */
export function serveContract(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  options: ContractOptions,
): () => void {
  const answer = answerCalls(options);
  ipcMain.handle(callChannel, (event, verb: unknown, request: unknown) =>
    options.isOurs(event) ? answer(verb, request) : foreignCaller,
  );
  return () => ipcMain.removeHandler(callChannel);
}

/** The same without Electron: a verb and a request of unknown shape in, a reply out. Never throws, never rejects. */
export function answerCalls(
  options: Omit<ContractOptions, 'isOurs'>,
): (verb: unknown, request: unknown) => Promise<AnyReply> {
  const mayGoOn = rateLimit(options.now);

  return async (verb, request) => {
    if (!isVerb(verb)) return notUnderstood('The window asked for something that does not exist.');
    if (!mayGoOn(verb)) return tooOften;
    const asked = contract[verb].request.safeParse(request);
    if (!asked.success) return notUnderstood(`The window asked ${verb} in a wrong form (${placesOf(asked.error)}).`);
    try {
      const value = await handlerOf(options.handlers, verb)(asked.data);
      // Parsed on the way out too: a field that a row brought along, or worse a secret, does not leave.
      const told = contract[verb].response.safeParse(value);
      if (told.success) return { ok: true, value: told.data };
      options.report(`The answer of ${verb} is not what the contract says (${placesOf(told.error)}).`);
      return refusal({ kind: 'defect', detail: verb });
    } catch (error) {
      if (error instanceof ProblemError) return refusal(error.problem);
      options.report(`${verb} failed: ${traceOf(error)}`);
      return refusal({ kind: 'defect', detail: verb });
    }
  };
}

const isVerb = (verb: unknown): verb is Verb => typeof verb === 'string' && Object.hasOwn(contract, verb);

/** A verb known at run time only: its request was parsed by its own schema just before. */
function handlerOf(handlers: Handlers, verb: Verb): (request: unknown) => unknown {
  return handlers[verb] as (request: unknown) => unknown;
}

const placesOf = (error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string =>
  [...new Set(error.issues.map(({ path }) => path.map(String).join('.') || 'the whole'))].slice(0, 5).join(', ');

const refusal = (problem: Problem): AnyReply => ({
  ok: false,
  error: adviseOn(problem, { targetName: 'The service', profile: null, personName: null }),
});

const notUnderstood = (title: string): AnyReply => ({
  ok: false,
  error: { title, meaning: 'Nothing was done.', nextStep: 'Close Inseam and start it again.', action: null },
});

const foreignCaller: AnyReply = {
  ok: false,
  error: { title: 'This page may not ask Inseam anything', meaning: 'Nothing was done.', nextStep: '', action: null },
};

const tooOften: AnyReply = {
  ok: false,
  error: {
    title: 'That was asked too often in a short time',
    meaning: 'Nothing was done this time.',
    nextStep: 'Wait a few seconds, then try again.',
    action: 'try-again',
  },
};
