import { z } from 'zod';
import { isProxyAddress, isSafeAddress } from './address';
import type { AppSettings, JobSettings, NetworkSettings } from './settings';

/**
 * The schemas of the file. Each message is the sentence that tells what is allowed. Made twice: with loose objects, which
 * keep what they do not know, and with strict ones, which name it.
 */

type MakeObject = <Shape extends z.ZodRawShape>(shape: Shape) => z.ZodObject<Shape>;

const message = (error: string) => ({ error });
const flag = z.boolean('true or false');
const words = (limit: number) =>
  z.string(`text of at most ${limit} characters`).max(limit, `at most ${limit} characters`);
const id = words(128);

function whole(what: string, least: number, most: number) {
  const allowed = `${what} from ${least} to ${most}`;
  return z.int(allowed).min(least, allowed).max(most, allowed);
}

function wholeOrNull(what: string, least: number, most: number) {
  const allowed = `${what} from ${least} to ${most}, or null`;
  return z.int(allowed).min(least, allowed).max(most, allowed).nullable();
}

function oneOf<const Values extends readonly [string, ...string[]]>(...values: Values) {
  return z.enum(values, message(`one of ${values.map((value) => `"${value}"`).join(', ')}`));
}

function safeAddress(what: string) {
  const allowed = `${what} that begins with https:// (http:// for this computer alone) and holds no name and password`;
  return z.string(allowed).max(2000, 'at most 2000 characters').refine(isSafeAddress, allowed);
}
const safeAddressOrNothing = (what: string) => z.literal('').or(safeAddress(what));

// A tenant is a GUID, one of its domains would look like any path, or one of Microsoft's words for several of them.
const endsInTenant =
  /\/(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|common|organizations|consumers)(?:\/v2\.0)?\/?$/i;
const endsInVersion = /\/(?:v1\.0|beta)\/?$/i;

const mailAddress = z
  .string('a mail address, or ""')
  .max(320, 'at most 320 characters')
  // One line, so that no header can be slipped in; whether the mailbox exists, only its server knows.
  .regex(/^$|^[^\s@<>,;"]+@[^\s@<>,;"]+$/, 'a mail address such as it@example.com, or ""');

const clouds = ['global', 'usGov', 'usGovDoD', 'china'] as const;
const cloudAllowed = `one of ${clouds.map((cloud) => `"${cloud}"`).join(', ')}, or an object with "authority" and "graph"`;

const record = z.record(z.string(), z.unknown(), message('an object'));
const filterGroup = z.looseObject(
  { name: z.string('a name').optional(), clauses: z.array(record, message('a list of clauses')) },
  message('an object with "name" and "clauses"'),
);

function makeSchemas(object: MakeObject) {
  const cloud = z.union(
    [
      z.enum(clouds, message(cloudAllowed)),
      object({
        authority: safeAddress('an address without a tenant').refine(
          (authority) => !endsInTenant.test(authority),
          'an address without a tenant, such as https://login.microsoftonline.com',
        ),
        graph: safeAddress('an address without /v1.0').refine(
          (graph) => !endsInVersion.test(graph),
          'an address without /v1.0, such as https://graph.microsoft.com',
        ),
      }),
    ],
    message(cloudAllowed),
  );
  const job = object({
    source: object({
      tenantId: id,
      clientId: id,
      auth: oneOf('secret', 'certificate', 'interactive'),
      cloud,
    }),
    target: object({
      profile: id.min(1, 'the id of a connector profile'),
      baseUrl: safeAddressOrNothing('an address'),
      requestsPerSecond: z
        .number('a number from 0 (no limit) to 1000')
        .min(0, 'a number from 0 (no limit) to 1000')
        .max(1000, 'a number from 0 (no limit) to 1000'),
      concurrency: whole('a whole number', 1, 64),
    }),
    scope: object({
      mode: oneOf('assigned', 'groups', 'all'),
      servicePrincipalId: id,
      groupIds: z.array(id, message('a list of group ids')).max(100, 'at most 100 groups'),
      filters: z.array(filterGroup, message('a list of filters, each with "name" and "clauses"')),
    }),
    schema: record,
    schedule: object({
      enabled: flag,
      intervalMinutes: whole('a whole number of minutes', 5, 10_080),
      fullEveryDays: whole('a whole number of days', 1, 365),
      pausedUntil: z.iso
        .datetime({ offset: true, error: 'an instant such as "2024-05-31T08:00:00Z", or null' })
        .nullable(),
    }),
    safety: object({
      deletionThreshold: wholeOrNull('a whole number', 0, 1_000_000),
      deletionThresholdPercent: z
        .number('a number from 0 to 100, or null')
        .min(0, 'a number from 0 to 100, or null')
        .max(100, 'a number from 0 to 100, or null')
        .nullable(),
      reviewFirstCycle: flag,
      skipOutOfScopeDeletions: flag,
      deleteAfterDays: wholeOrNull('a whole number of days', 1, 3650),
      protected: z.array(id, message('a list of user ids')).max(10_000, 'at most 10000 people'),
      recreateVanished: flag,
      quarantine: object({
        leastFailures: whole('a whole number', 1, 1_000_000),
        percent: z.number('a number from 0 to 100').min(0, 'a number from 0 to 100').max(100, 'a number from 0 to 100'),
        mostFailures: whole('a whole number', 1, 1_000_000),
        mostOfAnyKind: whole('a whole number', 1, 1_000_000),
      }),
    }),
    notify: object({
      email: mailAddress,
      onFailure: flag,
      via: oneOf('graph', 'smtp'),
      smtp: object({
        host: z
          .string('a host name')
          .max(253, 'at most 253 characters')
          .regex(/^[A-Za-z0-9.:_-]*$/, 'a host name or an IP address, without a scheme and a port'),
        port: whole('a port number', 1, 65_535),
        user: words(320),
        from: mailAddress,
      }),
    }),
    log: object({ retentionDays: whole('a whole number of days', 1, 3650) }),
    setupStep: wholeOrNull('a step of the wizard', 1, 7),
    sample: flag,
  });
  const network = object({
    proxy: z
      .string('"system", "none" or the address of a proxy')
      .refine(
        (proxy) => proxy === 'system' || proxy === 'none' || isProxyAddress(proxy),
        '"system", "none" or an address such as http://proxy.example:8080, without a name and a password',
      ),
    caFile: words(4096).nullable(),
  });
  const app = object({
    theme: oneOf('system', 'light', 'dark'),
    startAtLogin: flag,
    singleKeyShortcuts: flag,
  });
  return { job, network, app };
}

const loose: MakeObject = (shape) => z.object(shape, message('an object')).loose();
const strict: MakeObject = (shape) => z.object(shape, message('an object')).strict();

const kept = makeSchemas(loose);
export const jobSchema: z.ZodType<JobSettings> = kept.job;
export const networkSchema: z.ZodType<NetworkSettings> = kept.network;
export const appSchema: z.ZodType<AppSettings> = kept.app;

const named = makeSchemas(strict);

/** Dotted paths, below `at`, of keys that a value which fits its schema has besides those we know. */
export function unknownKeysOf(part: 'job' | 'network' | 'app', value: unknown, at: string): string[] {
  const { error } = named[part].safeParse(value);
  return error === undefined ? [] : unrecognised(error.issues, at);
}

function unrecognised(issues: readonly z.core.$ZodIssue[], at: string): string[] {
  return issues.flatMap((issue) => {
    const path = dotted(issue.path, at);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${path}.${key}`);
    // A cloud of one's own: the branch that fits it, but for its keys, tells them.
    if (issue.code === 'invalid_union') return issue.errors.flatMap((branch) => unrecognised(branch, path));
    return [];
  });
}

export const dotted = (path: readonly PropertyKey[], at: string): string =>
  path.reduce<string>((text, key) => (text === '' ? String(key) : `${text}.${String(key)}`), at);
