import type { Problem } from '../shared/log/problem';
import { failure, type Outcome, success } from '../shared/outcome';
import { type Engine, type KnownJob, userAgent } from './compose';
import type { Rung } from './edges';
import { checkSource } from './entra/check-source';
import { checkTarget } from './scim/check-target';

/** What Test Connection found out about one side. */
export interface CheckedSide {
  readonly rungs: readonly Rung[];
  readonly problem: Problem | null;
  /** Accounts at the target, people at the source; null where they could not be counted. */
  readonly count: number | null;
  readonly durationMs: number;
}

interface CheckInput {
  readonly engine: Engine;
  readonly job: KnownJob;
  readonly onRungs?: (rungs: readonly Rung[]) => void;
  readonly signal: AbortSignal;
}

/** Tests the target with a token that may not be saved yet; null tests the saved one. Writes nothing. */
export async function checkTargetOf(
  { engine, job, onRungs, signal }: CheckInput,
  unsaved: { readonly baseUrl: string; readonly token: string | null },
): Promise<Outcome<CheckedSide>> {
  const startedAt = engine.now();
  let token = unsaved.token;
  if (token === null) {
    const kept = await engine.secrets.get(job.name, 'target-token');
    if (!kept.ok) return kept;
    if (kept.value === null) return failure({ kind: 'secret-missing', name: 'target-token' });
    token = kept.value.reveal();
  }
  const net = await engine.network();
  if (!net.ok) return net;
  const result = await checkTarget({
    baseUrl: unsaved.baseUrl,
    token,
    profile: job.profile,
    userAgent,
    send: net.value.send('target'),
    probe: net.value.probe('target'),
    signal,
    ...(onRungs === undefined ? {} : { onRungs }),
  });
  return success({
    rungs: result.rungs,
    problem: result.problem,
    count: result.accounts,
    durationMs: engine.now() - startedAt,
  });
}

export async function checkSourceOf(
  { engine, job, onRungs, signal }: CheckInput,
  clientSecret: string | null,
): Promise<Outcome<CheckedSide>> {
  const startedAt = engine.now();
  let secret = clientSecret;
  if (secret === null) {
    const kept = await engine.secrets.get(job.name, 'entra-client-secret');
    if (!kept.ok) return kept;
    if (kept.value === null) return failure({ kind: 'secret-missing', name: 'entra-client-secret' });
    secret = kept.value.reveal();
  }
  const net = await engine.network();
  if (!net.ok) return net;
  const { tenantId, clientId, cloud } = job.settings.source;
  const { mode, servicePrincipalId } = job.settings.scope;
  const result = await checkSource({
    tenantId,
    clientId,
    clientSecret: secret,
    cloud,
    scope: { mode, servicePrincipalId },
    send: net.value.send('source'),
    probe: net.value.probe('source'),
    signal,
    ...(onRungs === undefined ? {} : { onRungs }),
  });
  return success({
    rungs: result.rungs,
    problem: result.problem,
    count: result.people,
    durationMs: engine.now() - startedAt,
  });
}
