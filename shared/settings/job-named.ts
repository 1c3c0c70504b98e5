import { failure, type Outcome, success } from '../outcome';
import type { JobSettings, Settings } from './settings';

/** The job of this name, asked for by own name only: `constructor` is no job though every object has one. */
export function jobNamed(settings: Settings, name: string): Outcome<JobSettings> {
  const job = Object.hasOwn(settings.jobs, name) ? settings.jobs[name] : undefined;
  return job === undefined
    ? failure({ kind: 'job-unknown', job: name, known: Object.keys(settings.jobs) })
    : success(job);
}

/** What a job still lacks before a cycle can run, in the words of the window; secrets are asked for elsewhere. */
export function missingForCycle(job: JobSettings): string[] {
  const { source, target, scope } = job;
  const missing: string[] = [];
  if (source.tenantId === '') missing.push('the tenant id');
  if (source.clientId === '') missing.push('the application (client) id');
  if (target.baseUrl === '') missing.push('the tenant URL');
  if (scope.mode === 'assigned' && scope.servicePrincipalId === '') missing.push('the enterprise application');
  if (scope.mode === 'groups' && scope.groupIds.length === 0) missing.push('at least one group');
  return missing;
}
