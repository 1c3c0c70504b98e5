import { Agent, request } from 'undici';
import { type AdminClient, adminClient } from '../../electron/sample/admin-client';
import type { ScimCalls } from '../../electron/sample/scim/scim-calls';
import { type RunningScimTarget, type ScimTargetOptions, startScimTarget } from '../../electron/sample/scim-target';

interface ScimAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: unknown;
}

export interface ScimUnderTest {
  readonly target: RunningScimTarget;
  readonly admin: AdminClient<ScimCalls>;
  scim(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<ScimAnswer>;
  find(filter: string): Promise<ScimAnswer>;
  close(): Promise<void>;
}

/** A target in this process: one a test file, for scimmy's sake. */
export async function openScimTarget(options: ScimTargetOptions = {}): Promise<ScimUnderTest> {
  const target = await startScimTarget(options);
  const agent = new Agent(target.ca === null ? {} : { connect: { ca: target.ca } });
  const scim: ScimUnderTest['scim'] = async (method, path, body, token = target.token) => {
    const answer = await request(`${target.baseUrl}${path}`, {
      dispatcher: agent,
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, json: parsed(text) };
  };
  return {
    target,
    admin: adminClient<ScimCalls>(target.admin),
    scim,
    find: (filter) => scim('GET', `/Users?filter=${encodeURIComponent(filter)}`),
    close: async () => {
      await agent.close();
      await target.close();
    },
  };
}

export const patchOf = (...operations: object[]): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: operations,
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
