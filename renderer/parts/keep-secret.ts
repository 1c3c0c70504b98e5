import type { GivenSecret, ProblemWords, Reply, RequestOf, SecretState } from '../../shared/ipc/contract';
import { call } from '../bridge/bridge';

export type SecretKept =
  | { readonly kept: true; readonly state: SecretState }
  | { readonly kept: false; readonly state: SecretState | null; readonly problem: ProblemWords };

/** Hands a secret to the main process. It goes from its field straight into the call and is held nowhere in between. */
export const keepSecret = async (request: RequestOf<'secret.set'>): Promise<SecretKept> =>
  told(await call('secret.set', request));

/** The same for one that may lie in a file, which the main process holds already. */
export async function keepGiven(
  { job, name, thisRunOnly }: Omit<RequestOf<'secret.set'>, 'value'>,
  given: GivenSecret,
): Promise<SecretKept> {
  return given.kind === 'typed'
    ? await keepSecret({ job, name, value: given.value, thisRunOnly })
    : told(await call('secret.keepCertificate', { job, thisRunOnly }));
}

function told(reply: Reply<'secret.set' | 'secret.keepCertificate'>): SecretKept {
  if (!reply.ok) return { kept: false, state: null, problem: reply.error };
  const { state, problem } = reply.value;
  return problem === null ? { kept: true, state } : { kept: false, state, problem };
}
