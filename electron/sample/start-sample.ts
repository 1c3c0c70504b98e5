import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type AdminClient, adminClient } from './admin-client';
import type { EntraCalls } from './entra/entra-calls';
import type { EntraTenantReady } from './entra-tenant';
import type { ScimCalls } from './scim/scim-calls';
import type { ScimTargetReady } from './scim-target';
import { type SampleProcess, type SpawnSample, spawnNode } from './spawn-sample';

export type { SpawnSample } from './spawn-sample';

export interface SampleOptions {
  /** Where the certificate authority's file is written; made when it is missing. */
  readonly folder: string;
  /** The job's name in `settingsFile`; 'sample' when absent. */
  readonly job?: string;
  /** A made-up company of so many people and an empty target, scope mode "all"; absent: Oxbow Instruments. */
  readonly people?: number;
  readonly profile?: 'bluejeans' | 'scim';
  /** What the target starts with; Oxbow's 29 accounts when absent. */
  readonly emptyTarget?: boolean;
  /** A target that answers at once. */
  readonly instantTarget?: boolean;
  readonly httpsTarget?: boolean;
  readonly entraPort?: number;
  readonly targetPort?: number;
  /** How many of the last requests each side keeps whole; 1,000 when absent. */
  readonly keepLast?: number;
  readonly spawn?: SpawnSample;
  /** Where entra-tenant.cjs and scim-target.cjs lie; the folder of the running bundle when absent. */
  readonly processFolder?: string;
}

export interface SampleCompany {
  readonly job: string;
  /** A job in the shape of settings.json; what it leaves out gets the profile's defaults. */
  readonly settings: {
    readonly source: {
      readonly tenantId: string;
      readonly clientId: string;
      readonly auth: 'secret';
      readonly cloud: { readonly authority: string; readonly graph: string };
    };
    readonly target: { readonly profile: string; readonly baseUrl: string };
    readonly scope: { readonly mode: 'assigned' | 'all'; readonly servicePrincipalId?: string };
    readonly notify: { readonly email: string; readonly onFailure: boolean; readonly via: 'graph' };
  };
  /** A whole file for `inseam init`: the job, and the network with the authority's file. */
  readonly settingsFile: object;
  readonly secrets: { readonly 'target-token': string; readonly 'entra-client-secret': string };
  /** The authorities of both servers, PEM: in a file, and as text. */
  readonly caFile: string;
  readonly caText: string;
  readonly entra: AdminClient<EntraCalls>;
  readonly scim: AdminClient<ScimCalls>;
  /** Addresses of the admin endpoints, for a shell. */
  readonly adminAddresses: { readonly entra: string; readonly scim: string };
  /** Resolves when one of the two processes has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Ends both processes; resolves when they are gone. */
  stop(): Promise<void>;
}

/** Starts the sample company: a simulated Entra tenant and a SCIM target, each a process of its own, on loopback. */
export async function startSample(options: SampleOptions): Promise<SampleCompany> {
  const { folder, job = 'sample', profile = 'bluejeans', spawn = spawnNode, processFolder = __dirname } = options;
  const isMadeUp = options.people !== undefined;
  const keepLast = option('keep-last', options.keepLast);
  const started = await Promise.allSettled([
    startProcess<EntraTenantReady>(spawn, join(processFolder, 'entra-tenant.cjs'), [
      ...option('people', options.people),
      ...option('port', options.entraPort),
      ...keepLast,
    ]),
    startProcess<ScimTargetReady>(spawn, join(processFolder, 'scim-target.cjs'), [
      ...(profile === 'bluejeans' ? [] : ['--rules', 'none']),
      ...(isMadeUp || options.emptyTarget === true ? ['--empty'] : []),
      ...(options.instantTarget === true ? ['--instant'] : []),
      ...(options.httpsTarget === true ? ['--https'] : []),
      ...option('port', options.targetPort),
      ...keepLast,
    ]),
  ]);
  const [tenant, target] = started;
  if (tenant.status === 'rejected' || target.status === 'rejected') {
    await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
    throw tenant.status === 'rejected' ? tenant.reason : target.status === 'rejected' ? target.reason : undefined;
  }
  const entra = tenant.value.ready;
  const scim = target.value.ready;
  const caText = [entra.ca, scim.ca].filter((pem) => pem !== null).join('\n');
  const caFile = join(folder, 'sample-ca.pem');
  await mkdir(folder, { recursive: true });
  await writeFile(caFile, caText);

  const settings: SampleCompany['settings'] = {
    source: {
      tenantId: entra.tenantId,
      clientId: entra.clientId,
      auth: 'secret',
      cloud: { authority: entra.authority, graph: entra.graph },
    },
    target: { profile, baseUrl: scim.baseUrl },
    scope: isMadeUp ? { mode: 'all' } : { mode: 'assigned', servicePrincipalId: entra.servicePrincipalId },
    notify: { email: 'it@oxbow.example', onFailure: true, via: 'graph' },
  };
  return {
    job,
    settings,
    settingsFile: { jobs: { [job]: settings }, network: { proxy: 'none', caFile } },
    secrets: { 'target-token': scim.token, 'entra-client-secret': entra.clientSecret },
    caFile,
    caText,
    entra: adminClient<EntraCalls>(entra.admin),
    scim: adminClient<ScimCalls>(scim.admin),
    adminAddresses: { entra: entra.admin, scim: scim.admin },
    ended: Promise.race([tenant.value.ended, target.value.ended]),
    stop: async () => {
      await Promise.all([tenant.value.stop(), target.value.stop()]);
    },
  };
}

const option = (name: string, value: number | undefined): string[] =>
  value === undefined ? [] : [`--${name}`, String(value)];

interface Started<Ready> {
  readonly ready: Ready;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

/** Waits for the one line a server prints when it listens; rejects with what it said on stderr instead. */
function startProcess<Ready>(spawn: SpawnSample, file: string, args: readonly string[]): Promise<Started<Ready>> {
  const child = spawn(file, args);
  const ended = new Promise<void>((resolve) => child.onExit(() => resolve()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer | string) => {
    said = `${said}${String(chunk)}`.slice(-2000);
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill();
      reject(new Error(`The sample company could not be started: ${why}`));
    };
    const timer = setTimeout(() => fail(`${file} did not answer in ${startTimeoutMs / 1000} seconds`), startTimeoutMs);
    ended.then(() => fail(said.trim() === '' ? `${file} ended at once` : said.trim())).catch(reject);
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      resolve({ ready: JSON.parse(line) as Ready, ended, stop: () => stopProcess(child, ended) });
    });
  });
}

function stopProcess(child: SampleProcess, ended: Promise<void>): Promise<void> {
  child.kill();
  return ended;
}
