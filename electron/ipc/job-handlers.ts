import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { untilResumed } from '../../shared/health/next-cycle';
import type { Connection } from '../../shared/ipc/contract';
import type { SecretName } from '../../shared/log/problem';
import { ProblemError, valueOrThrow } from '../../shared/outcome';
import { profileById } from '../../shared/profiles/profiles';
import { defaultSchema } from '../../shared/schema/default-schema';
import { defaultJob } from '../../shared/settings/defaults';
import { clearHindrance } from '../cycle/cannot-begin';
import { sendTestMail } from '../notify/send-outbox';
import { noticeRules, saveRules } from '../settings/save-rules';
import { restartNow } from './begin-again';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';

/** Starts the sample company and answers the job that was made of it. Handed in: its servers are the app's to keep. */
export type StartSample = () => Promise<string>;

export function jobHandlers(desk: Desk, startSample: StartSample): GroupHandlers<'job'> {
  const { engine, runner, tell } = desk;
  return {
    'job.list': () => ({
      jobs: Object.keys(engine.settings.read().jobs).map((job) => valueOrThrow(runner.state(job))),
    }),
    'job.state': ({ job }) => ({ state: valueOrThrow(runner.state(job)) }),
    'job.connection': ({ job }) => connectionOf(desk, job),
    async 'job.create'({ profileId }) {
      const profile = profileById(profileId);
      if (profile === undefined) throw new ProblemError({ kind: 'usage', detail: `There is no profile ${profileId}` });
      const { jobs } = engine.settings.read();
      // The first draft of a service that was never finished is gone on with, not doubled.
      const draft = Object.entries(jobs).find(
        ([, job]) => job.target.profile === profileId && job.setupStep !== null && !job.sample,
      );
      if (draft !== undefined) return { job: draft[0] };
      const job = freeName(profile.id, Object.keys(jobs));
      valueOrThrow(
        engine.settings.update((settings) => ({
          ...settings,
          jobs: { ...settings.jobs, [job]: { ...defaultJob(profile, defaultSchema(profile)), setupStep: 2 } },
        })),
      );
      valueOrThrow(noticeRules(engine, job, { through: 'window' }));
      // What an earlier connection of the same name left in the keychain is not this one's.
      for (const name of secretNames) await engine.secrets.clear(job, name);
      tell({ kind: 'jobs.changed' });
      desk.tellState(job);
      return { job };
    },
    async 'job.createSample'() {
      const job = await startSample();
      tell({ kind: 'jobs.changed' });
      desk.tellState(job);
      return { job };
    },
    async 'job.remove'({ job }) {
      desk.known(job);
      if (runner.isRunning(job)) throw new ProblemError({ kind: 'cycle-running' });
      for (const name of secretNames) await engine.secrets.clear(job, name);
      valueOrThrow(
        engine.settings.update((settings) => ({
          ...settings,
          jobs: Object.fromEntries(Object.entries(settings.jobs).filter(([name]) => name !== job)),
        })),
      );
      engine.forgetLedger(job);
      const folder = join(engine.folder, 'jobs', job);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
      tell({ kind: 'jobs.changed' });
      return {};
    },
    'job.setTarget': ({ job, target }) => ({
      problem: desk.change(job, (before) => ({
        ...before,
        target: { ...before.target, baseUrl: target.baseUrl.trim() },
      })),
    }),
    'job.setSource': ({ job, source }) => ({
      problem: desk.change(job, (before) => ({ ...before, source: { ...before.source, ...source } })),
    }),
    'job.setScope'({ job, scope }) {
      const wanted = {
        ...desk.known(job).settings.scope,
        mode: scope.mode,
        servicePrincipalId: scope.servicePrincipalId ?? '',
        groupIds: scope.groupIds,
      };
      const saved = saveRules(engine, job, { scope: wanted }, { through: 'window' });
      if (saved.ok) clearHindrance(desk.database(job));
      desk.tellState(job);
      return { problem: saved.ok ? null : desk.problemWords(job, saved.problem) };
    },
    'job.setNotify': ({ job, notify }) => ({ problem: desk.change(job, (before) => ({ ...before, notify })) }),
    'job.setSchedule': ({ job, schedule }) => ({
      problem: desk.change(job, (before) => ({ ...before, schedule: { ...before.schedule, ...schedule } })),
    }),
    'job.setSafety': ({ job, safety }) => ({
      problem: desk.change(job, (before) => ({ ...before, safety: { ...before.safety, ...safety } })),
    }),
    'job.setRetention': ({ job, days }) => ({
      problem: desk.change(job, (before) => ({ ...before, log: { retentionDays: days } })),
    }),
    'job.setSetupStep'({ job, step }) {
      desk.change(job, (before) => (before.setupStep === null ? before : { ...before, setupStep: step }));
      return {};
    },
    'job.pause'({ job, until }) {
      desk.change(job, (before) => ({
        ...before,
        schedule: { ...before.schedule, pausedUntil: until ?? untilResumed },
      }));
      return {};
    },
    'job.resume'({ job }) {
      desk.change(job, (before) => ({ ...before, schedule: { ...before.schedule, pausedUntil: null } }));
      return {};
    },
    'job.restart': (request) => restartNow(desk, request),
    async 'job.sendTestMail'({ job }) {
      const known = desk.known(job);
      const sent = await sendTestMail(engine, known);
      return { problem: sent.ok ? null : desk.problemWords(job, sent.problem), to: known.settings.notify.email };
    },
  };
}

const secretNames = ['target-token', 'entra-client-secret', 'entra-certificate-key', 'smtp-password'] as const;

function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`;
}

async function connectionOf(desk: Desk, job: string): Promise<Connection> {
  const { settings, profile } = desk.known(job);
  const { engine } = desk;
  const state = (name: SecretName) => engine.secrets.state(job, name);
  return {
    job,
    profileId: profile.id,
    targetName: profile.name,
    target: { baseUrl: settings.target.baseUrl },
    source: {
      tenantId: settings.source.tenantId,
      clientId: settings.source.clientId,
      // Another way to sign in than these two comes from a file alone; the window offers what works.
      auth: settings.source.auth === 'certificate' ? 'certificate' : 'secret',
      cloud: settings.source.cloud,
    },
    scope: {
      mode: settings.scope.mode,
      servicePrincipalId: settings.scope.servicePrincipalId === '' ? null : settings.scope.servicePrincipalId,
      groupIds: [...settings.scope.groupIds],
    },
    notify: { ...settings.notify, smtp: { ...settings.notify.smtp } },
    schedule: { enabled: settings.schedule.enabled, intervalMinutes: settings.schedule.intervalMinutes },
    safety: {
      deletionThreshold: settings.safety.deletionThreshold,
      reviewFirstCycle: settings.safety.reviewFirstCycle,
      skipOutOfScopeDeletions: settings.safety.skipOutOfScopeDeletions,
      deleteAfterDays: settings.safety.deleteAfterDays,
    },
    retentionDays: settings.log.retentionDays,
    setupStep: settings.setupStep,
    tokenState: await state('target-token'),
    clientSecretState: await state('entra-client-secret'),
    certificateState: await state('entra-certificate-key'),
    smtpPasswordState: await state('smtp-password'),
    sample: settings.sample,
  };
}
