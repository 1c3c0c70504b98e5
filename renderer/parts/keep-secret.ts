import type { ProblemWords, RequestOf, SecretState } from '../../shared/ipc/contract';
import { call } from '../bridge/bridge';

export type SecretKept =
  | { readonly kept: true; readonly state: SecretState }
  | { readonly kept: false; readonly state: SecretState | null; readonly problem: ProblemWords };

/** Hands a secret to the main process. It goes from its field straight into the call and is held nowhere in between. */
export async function keepSecret(request: RequestOf<'secret.set'>): Promise<SecretKept> {
  const reply = await call('secret.set', request);
  if (!reply.ok) return { kept: false, state: null, problem: reply.error };
  const { state, problem } = reply.value;
  return problem === null ? { kept: true, state } : { kept: false, state, problem };
}
