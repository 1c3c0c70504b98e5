import type { Problem } from '../log/problem';
import { failure, type Outcome, success } from '../outcome';
import type { JobSettings, Settings } from './settings';

/** The job of this name, asked for by own name only: `constructor` is no job though every object has one. */
export function jobNamed(settings: Settings, name: string): Outcome<JobSettings> {
  const job = Object.hasOwn(settings.jobs, name) ? settings.jobs[name] : undefined;
  return job === undefined
    ? failure({ kind: 'job-unknown', job: name, known: Object.keys(settings.jobs) })
    : success(job);
}

/** A setting that is empty and must not be. */
export interface MissingSetting {
  /** Below the job: "source.tenantId". */
  readonly path: string;
  readonly needed: string;
  readonly side: 'source' | 'target';
}

/** What a job still lacks before a cycle can run; secrets are asked for elsewhere. No group chosen would be nobody in scope. */
export function missingForCycle({ source, target, scope }: JobSettings): readonly MissingSetting[] {
  const missing: MissingSetting[] = [];
  const ask = (value: string, path: string, needed: string, side: MissingSetting['side'] = 'source'): void => {
    if (value.trim() === '') missing.push({ path, needed, side });
  };
  ask(source.tenantId, 'source.tenantId', 'the tenant id');
  ask(source.clientId, 'source.clientId', 'the application (client) id');
  ask(target.baseUrl, 'target.baseUrl', 'the tenant URL', 'target');
  if (scope.mode === 'assigned')
    ask(scope.servicePrincipalId, 'scope.servicePrincipalId', 'the object id of the enterprise application');
  if (scope.mode === 'groups') ask(scope.groupIds.join(''), 'scope.groupIds', 'the object id of at least one group');
  return missing;
}

/** The first of them as a problem with the settings file. */
export const missingProblem = (
  file: string,
  job: string,
  missing: readonly MissingSetting[],
): Extract<Problem, { kind: 'settings-wrong' }> | null => {
  const [first] = missing;
  if (first === undefined) return null;
  return { kind: 'settings-wrong', file, path: `jobs.${job}.${first.path}`, found: 'empty', allowed: first.needed };
};
