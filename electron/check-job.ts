import type { Problem } from '../shared/log/problem';
import { failure, type Outcome, success } from '../shared/outcome';
import { securityAttributes } from '../shared/schema/attribute-names';
import { type Engine, type KnownJob, userAgent } from './compose';
import { credentialOf } from './credential';
import { needsOf, rulesOf } from './cycle/open-job';
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

export interface CheckedSource extends CheckedSide {
  /** ISO instant; null: it signs in with a client secret. */
  readonly certificateEndsAt: string | null;
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

/** Rules that cannot be read need nothing: what is wrong with them is told elsewhere. */
function readsOf(settings: KnownJob['settings']) {
  const rules = rulesOf(settings);
  const needs = rules.ok ? needsOf(rules.value) : null;
  return {
    defaultDomain: needs?.readsDefaultDomain ?? false,
    securityAttributes: needs?.properties.includes(securityAttributes) ?? false,
  };
}

/** Tests the source with a client secret or a certificate's PEM that may not be saved yet; null tests the saved one. */
export async function checkSourceOf(
  { engine, job, onRungs, signal }: CheckInput,
  unsaved: string | null,
): Promise<Outcome<CheckedSource>> {
  const startedAt = engine.now();
  const credential = await credentialOf(engine, job, unsaved);
  if (!credential.ok) return credential;
  const net = await engine.network();
  if (!net.ok) return net;
  const { tenantId, clientId, cloud } = job.settings.source;
  const { mode, servicePrincipalId } = job.settings.scope;
  const result = await checkSource({
    tenantId,
    clientId,
    credential: credential.value,
    cloud,
    scope: { mode, servicePrincipalId },
    reads: readsOf(job.settings),
    send: net.value.send('source'),
    probe: net.value.probe('source'),
    now: engine.now,
    signal,
    ...(onRungs === undefined ? {} : { onRungs }),
  });
  return success({
    rungs: result.rungs,
    problem: result.problem,
    count: result.people,
    certificateEndsAt:
      credential.value.kind === 'certificate' ? credential.value.certificate.endsAt.toISOString() : null,
    durationMs: engine.now() - startedAt,
  });
}
