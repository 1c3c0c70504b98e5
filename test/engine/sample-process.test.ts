import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminClient } from '../../electron/sample/admin-client';
import type { ScimCalls } from '../../electron/sample/scim/scim-calls';
import { spawnNode } from '../../electron/sample/spawn-sample';
import { type SampleCompany, startSample } from '../../electron/sample/start-sample';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let processFolder: string;

/** The two process files, made from the sources as they are now. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inseam-sample-'));
  processFolder = join(folder, 'node');
  const builder = await createBuilder({ root, logLevel: 'silent' });
  const { node } = builder.environments;
  if (node === undefined) throw new Error('vite.config.ts has no environment "node"');
  node.config.build.outDir = processFolder;
  node.config.build.rolldownOptions.input = {
    'entra-tenant': join(root, 'electron/sample/entra-tenant-process.ts'),
    'scim-target': join(root, 'electron/sample/scim-target-process.ts'),
  };
  await builder.build(node);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the sample company', () => {
  let sample: SampleCompany;
  beforeAll(async () => {
    sample = await startSample({ folder: join(folder, 'data'), processFolder, job: 'bluejeans' });
  });
  afterAll(() => sample.stop());

  test('gives settings, secrets and the authority’s file that a job needs', async () => {
    expect(sample.settingsFile).toEqual({
      jobs: { bluejeans: sample.settings },
      network: { proxy: 'none', caFile: sample.caFile },
    });
    expect(sample.settings).toMatchObject({
      source: { auth: 'secret', cloud: { authority: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/) } },
      target: { profile: 'bluejeans', baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v2\/scim$/) },
      scope: { mode: 'assigned', servicePrincipalId: expect.any(String) },
    });
    expect(JSON.stringify(sample.settingsFile)).not.toContain(sample.secrets['target-token']);
    expect(JSON.stringify(sample.settingsFile)).not.toContain(sample.secrets['entra-client-secret']);
    expect(await readFile(sample.caFile, 'utf8')).toBe(sample.caText);
  });

  test('answers at its addresses to whoever trusts the authority in the file', async () => {
    const { tenantId, cloud } = sample.settings.source;
    const dispatcher = new Agent({ connect: { ca: await readFile(sample.caFile, 'utf8') } });
    const discovery = await request(`${cloud.authority}/${tenantId}/v2.0/.well-known/openid-configuration`, {
      dispatcher,
    });
    expect([discovery.statusCode, await discovery.body.json()]).toMatchObject([200, { issuer: expect.anything() }]);
    const users = await request(`${sample.settings.target.baseUrl}/Users?count=1`, {
      headers: { authorization: `Bearer ${sample.secrets['target-token']}` },
    });
    expect([users.statusCode, await users.body.json()]).toMatchObject([200, { totalResults: 29 }]);
    await dispatcher.close();
  });

  test('is changed by functions', async () => {
    await sample.entra.updatePerson('lukasz.wojcik@oxbow.example', { jobTitle: 'Lead' });
    expect((await sample.entra.person('lukasz.wojcik')).properties).toMatchObject({ jobTitle: 'Lead' });
    expect(await sample.scim.count()).toBe(29);
    await expect(sample.entra.blockPerson('nobody')).rejects.toThrow('Nobody is called nobody');
  });
});

describe('other sample companies', () => {
  test('have made-up people, everybody in scope, and an empty target that answers at once', async () => {
    const sample = await startSample({ folder, processFolder, people: 300, profile: 'scim', instantTarget: true });
    expect(sample.settings).toMatchObject({ target: { profile: 'scim' }, scope: { mode: 'all' } });
    expect(await sample.entra.state()).toMatchObject({ people: 300 });
    expect(await sample.scim.count()).toBe(0);
    await sample.stop();
  });

  test('trust both servers when the target speaks https', async () => {
    const sample = await startSample({ folder, processFolder, httpsTarget: true });
    expect(sample.caText.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    const dispatcher = new Agent({ connect: { ca: sample.caText } });
    const answer = await request(`${sample.settings.target.baseUrl}/Users`, { dispatcher });
    expect(answer.statusCode).toBe(401);
    await answer.body.dump();
    await dispatcher.close();
    await sample.stop();
  });

  test('that cannot start say why, and leave nothing running', async () => {
    const exits: (number | null)[] = [];
    const starting = startSample({
      folder,
      processFolder,
      // Nothing can listen there: 65,536 is no port.
      targetPort: 65_536,
      spawn: (file, args) => {
        const child = spawnNode(file, args);
        child.onExit((code) => exits.push(code));
        return child;
      },
    });
    await expect(starting).rejects.toThrow(/could not be started.*port/i);
    expect(exits.sort()).toEqual([0, 1]);
  });
});

describe.each(['entra-tenant.cjs', 'scim-target.cjs'])('the process %s', (file) => {
  async function started() {
    const child = spawn(process.execPath, [join(processFolder, file)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const line = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    return { child, ended, line };
  }

  test('prints one JSON line when it listens, and ends when its parent’s end of stdin closes', async () => {
    const { child, ended, line } = await started();
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ ready: true, admin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:/) });
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  test('ends when it is told to, even in the middle of a slow answer', async () => {
    const { child, ended, line } = await started();
    const ready = JSON.parse(line) as { admin: string; authority?: string; baseUrl?: string; ca: string | null };
    const admin = adminClient<ScimCalls>(ready.admin);
    await admin.injectFault({ kind: 'slow-answer', delayMs: 600_000 });
    const dispatcher = new Agent(ready.ca === null ? {} : { connect: { ca: ready.ca } });
    const ending = request(`${ready.authority ?? ready.baseUrl}/Users`, { dispatcher }).then(
      () => 'answered',
      () => 'broken off',
    );
    while ((await admin.pendingFaults()).length > 0) await nextTurn();
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await ending).toBe('broken off');
  });
});
