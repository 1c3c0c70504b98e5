import type { z } from 'zod';
import { failure, type Outcome, success } from '../outcome';
import { completeJob, defaultApp, defaultNetwork, fillIn, isRecord, type ProfileDefaults } from './defaults';
import type { AppSettings, JobSettings, NetworkSettings, Settings } from './settings';
import { appSchema, dotted, jobSchema, networkSchema, unknownKeysOf } from './settings-schema';

export interface ReadSettings {
  /** Holds unknown keys too, so that they are in the file again when it is saved. */
  readonly settings: Settings;
  /** Dotted paths of keys that mean nothing to us. */
  readonly unknownKeys: readonly string[];
}

/** An `init` file: jobs, and what it says of all of them; null where it says nothing. */
export interface InitFile {
  readonly jobs: Readonly<Record<string, JobSettings>>;
  readonly network: NetworkSettings | null;
  readonly app: AppSettings | null;
  /** What stands beside them and means nothing to us. */
  readonly others: Readonly<Record<string, unknown>>;
  readonly unknownKeys: readonly string[];
}

const topLevel = new Set(['jobs', 'network', 'app']);
// Not only the contract's letters: a name is a folder and a property too, so `__proto__` and `-job` are no names.
const jobName = /^[a-z0-9][a-z0-9_-]{0,63}$/;
export const isJobName = (text: string): boolean => jobName.test(text);

/** Reads settings.json. What it leaves out gets the profile's defaults; the first wrong value is the problem. */
export function readSettings(json: unknown, file: string, defaults: ProfileDefaults): Outcome<ReadSettings> {
  const read = readInitFile(json, file, defaults);
  if (!read.ok) return read;
  const { jobs, network, app, others, unknownKeys } = read.value;
  const settings = { ...others, jobs, network: network ?? defaultNetwork, app: app ?? defaultApp };
  return success({ settings, unknownKeys });
}

/** Reads the file that `init` takes: the same shape, of which only some jobs need be there. */
export function readInitFile(json: unknown, file: string, defaults: ProfileDefaults): Outcome<InitFile> {
  if (!isRecord(json)) return wrong(file, '', json, 'an object with "jobs"');
  const others = Object.fromEntries(Object.entries(json).filter(([key]) => !topLevel.has(key)));
  const unknownKeys = Object.keys(others);
  const givenJobs = json['jobs'] ?? {};
  if (!isRecord(givenJobs)) return wrong(file, 'jobs', givenJobs, 'an object with one entry a job');

  const jobs: [string, JobSettings][] = [];
  for (const [name, given] of Object.entries(givenJobs)) {
    const at = `jobs.${name}`;
    if (!isJobName(name))
      return wrong(
        file,
        'jobs',
        name,
        'names of 1 to 64 of the characters a-z, 0-9, - and _, the first a letter or digit',
      );
    const complete = completedJob(given, at, file, defaults);
    if (!complete.ok) return complete;
    const job = parsePart(jobSchema, complete.value, at, file);
    if (!job.ok) return job;
    unknownKeys.push(...unknownKeysOf('job', complete.value, at));
    jobs.push([name, job.value]);
  }

  const network = readOptional(networkSchema, json['network'], defaultNetwork, 'network', file);
  if (!network.ok) return network;
  const app = readOptional(appSchema, json['app'], defaultApp, 'app', file);
  if (!app.ok) return app;
  if (network.value !== null) unknownKeys.push(...unknownKeysOf('network', network.value, 'network'));
  if (app.value !== null) unknownKeys.push(...unknownKeysOf('app', app.value, 'app'));
  return success({ jobs: Object.fromEntries(jobs), network: network.value, app: app.value, others, unknownKeys });
}

function completedJob(given: unknown, at: string, file: string, defaults: ProfileDefaults): Outcome<unknown> {
  const target = isRecord(given) ? given['target'] : undefined;
  if (!isRecord(given)) return wrong(file, at, given, 'an object');
  if (target !== undefined && !isRecord(target)) return wrong(file, `${at}.target`, target, 'an object');
  const asked = target?.['profile'];
  const profile = defaults.profiles.find(({ id }) => id === asked);
  if (profile !== undefined) return success(completeJob(given, profile, defaults.schemaFor(profile)));
  const ids = defaults.profiles.map(({ id }) => `"${id}"`).join(', ');
  return wrong(file, `${at}.target.profile`, asked, `one of ${ids}`);
}

function readOptional<T>(schema: z.ZodType<T>, given: unknown, defaults: T, at: string, file: string) {
  return given === undefined ? success(null) : parsePart(schema, fillIn(given, defaults), at, file);
}

function parsePart<T>(schema: z.ZodType<T>, value: unknown, at: string, file: string): Outcome<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const issue = innermost(parsed.error.issues[0], []);
  if (issue === null) return wrong(file, at, value, 'a value of another shape');
  return wrong(file, dotted(issue.path, at), valueAt(value, issue.path), issue.message);
}

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of a union the branch that got furthest is the one that was meant. */
function innermost(issue: z.core.$ZodIssue | undefined, above: readonly PropertyKey[]): Fault | null {
  if (issue === undefined) return null;
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const inner = issue.errors
    .map(([first]) => innermost(first, path))
    .filter((fault) => fault !== null)
    .sort((one, other) => other.path.length - one.path.length)[0];
  if (inner !== undefined && inner.path.length > path.length) return inner;
  const last = issue.errors.at(-1)?.[0]?.message;
  return { path, message: issue.message === 'Invalid input' && last !== undefined ? last : issue.message };
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );

const wrong = (file: string, path: string, found: unknown, allowed: string) =>
  failure({ kind: 'settings-wrong', file, path, found: shown(found), allowed });

/** A value as a message may quote it: short, on one line, and without a name and password that an address may carry. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  const safe = text.replace(/\/\/[^/?#]*@/g, '//…@').replace(/\s+/g, ' ');
  return safe.length > 80 ? `${safe.slice(0, 79)}…` : safe;
}
