/** What passes between a process that needs secrets and the one that holds the keychain: one question at a time. */

export interface KeychainRequest {
  readonly id: number;
  readonly question: KeychainQuestion;
}

export type KeychainQuestion =
  | { readonly kind: 'get'; readonly account: string }
  | { readonly kind: 'set'; readonly account: string; readonly value: string }
  | { readonly kind: 'delete'; readonly account: string }
  | { readonly kind: 'state'; readonly account: string }
  /** The only one that may show a prompt, and so the only one that may take long. */
  | { readonly kind: 'unlock' };

export interface KeychainReply {
  readonly id: number;
  readonly answer: KeychainAnswer;
}

export type KeychainAnswer =
  /** Of a `get`; null: there is no such entry. */
  | { readonly kind: 'value'; readonly value: string | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'state'; readonly state: 'set' | 'missing' | 'locked' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unavailable'; readonly detail: string };

export const keychainService = 'inseam';
