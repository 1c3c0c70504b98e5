import type { Verb } from '../../shared/ipc/contract';
import type { Handlers } from './serve-contract';

/** The handlers of a group: every verb that begins with its name. */
export type GroupHandlers<Group extends string> = Handlers<Extract<Verb, `${Group}.${string}`>>;
