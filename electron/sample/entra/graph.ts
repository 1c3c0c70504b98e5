import { randomUUID } from 'node:crypto';
import { type Answer, jsonAnswer, type WireRequest } from '../answer';
import type { FaultPlan } from '../fault-plan';
import type { AccessTokens } from './access-token';
import { getApplication, listApplications, listAssignments } from './application-routes';
import { answerBatch } from './batch';
import { answerDelta, type DeltaGeneration } from './delta-round';
import type { Directory } from './directory';
import { badRequest, GraphRefusal, refusalAnswer } from './graph-refusal';
import type { GraphRequest } from './graph-request';
import {
  countMembers,
  getGroup,
  listGroups,
  listMemberOf,
  listMembers,
  listTransitiveMemberOf,
  listTransitiveMembers,
} from './group-routes';
import { groupsRound } from './groups-delta';
import { type SentMail, sendMail } from './send-mail';
import type { TenantBehaviour } from './tenant-behaviour';
import { countUsers, getDeletedItem, getManager, getUser, listDeletedUsers, listUsers } from './user-routes';
import { usersRound } from './users-delta';

/** What Graph is made of in this tenant; `behaviour` and `generation` are changed by admin calls. */
export interface GraphState {
  readonly directory: Directory;
  readonly tokens: AccessTokens;
  readonly faults: FaultPlan;
  readonly mails: SentMail[];
  readonly generation: DeltaGeneration;
  behaviour: TenantBehaviour;
}

interface Route {
  readonly method: 'GET' | 'POST';
  /** Matched against the decoded path; its groups are the handler's arguments. */
  readonly path: RegExp;
  /** Any one of these application permissions opens it (Microsoft Graph, the call's "Permissions" table). */
  readonly permissions: readonly string[];
  readonly run: (request: GraphRequest, state: GraphState, ...parts: (string | undefined)[]) => Answer;
}

const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All'];
const readApplications = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
const readOrganization = ['Organization.Read.All', 'Directory.Read.All', 'Organization.ReadWrite.All'];
const get = (path: RegExp, permissions: readonly string[], run: Route['run']): Route => ({
  method: 'GET',
  path,
  permissions,
  run,
});

const application = '/servicePrincipals(?:/([^/()]+)|\\(([^)]+)\\))';
const applicationKey = (id: string | undefined, key: string | undefined): string =>
  id ?? (key ?? '').replaceAll("'", '');

const routes: readonly Route[] = [
  get(/^\/users\/?$/, readUsers, (request) => listUsers(request)),
  get(/^\/users\/\$count$/, readUsers, (request) => countUsers(request)),
  get(/^\/users\/(?:microsoft\.graph\.)?delta(?:\(\))?$/, readUsers, (request, { generation }) =>
    answerDelta(request, 'users', generation, (token) => usersRound(request, token)),
  ),
  get(/^\/users\/([^/]+)\/manager$/, readUsers, (request, _state, id = '') => getManager(request, id)),
  get(/^\/users\/([^/]+)\/memberOf$/, readGroups, (request, _state, id = '') => listMemberOf(request, id)),
  get(/^\/users\/([^/]+)\/transitiveMemberOf$/, readGroups, (request, _state, id = '') =>
    listTransitiveMemberOf(request, id),
  ),
  get(/^\/groups\/([^/]+)\/memberOf$/, readGroups, (request, _state, id = '') => listMemberOf(request, id)),
  get(/^\/users\/([^/]+)$/, readUsers, (request, _state, id = '') => getUser(request, id)),
  get(/^\/directory\/deletedItems\/microsoft\.graph\.user$/, readUsers, (request) => listDeletedUsers(request)),
  get(/^\/directory\/deletedItems\/(?:microsoft\.graph\.user\/)?([^/]+)$/, readUsers, (request, _state, id = '') =>
    getDeletedItem(request, id),
  ),
  get(/^\/groups\/?$/, readGroups, (request) => listGroups(request)),
  get(/^\/groups\/(?:microsoft\.graph\.)?delta(?:\(\))?$/, readGroups, (request, { generation }) =>
    answerDelta(request, 'groups', generation, (token) => groupsRound(request, token)),
  ),
  get(/^\/groups\/([^/]+)$/, readGroups, (request, _state, id = '') => getGroup(request, id)),
  get(/^\/groups\/([^/]+)\/members\/\$count$/, readGroups, (request, _state, id = '') => countMembers(request, id)),
  get(
    /^\/groups\/([^/]+)\/members(?:\/(microsoft\.graph\.(?:user|group)))?$/,
    readGroups,
    (request, _state, id = '', cast) => listMembers(request, id, cast),
  ),
  get(
    /^\/groups\/([^/]+)\/transitiveMembers(?:\/(microsoft\.graph\.(?:user|group)))?$/,
    readGroups,
    (request, _state, id = '', cast) => listTransitiveMembers(request, id, cast),
  ),
  get(/^\/servicePrincipals\/?$/, readApplications, (request) => listApplications(request)),
  get(new RegExp(`^${application}$`), readApplications, (request, _state, id, key) =>
    getApplication(request, applicationKey(id, key)),
  ),
  get(new RegExp(`^${application}/appRoleAssignedTo$`), readApplications, (request, _state, id, key) =>
    listAssignments(request, applicationKey(id, key)),
  ),
  get(/^\/organization$/, readOrganization, ({ directory, behaviour, root }) =>
    jsonAnswer(200, {
      '@odata.context': `${root}/$metadata#organization`,
      value: [
        {
          id: directory.company.tenantId,
          displayName: directory.company.name,
          verifiedDomains: [
            { name: directory.company.domain, isDefault: !behaviour.noDefaultDomain, isInitial: false },
          ],
        },
      ],
    }),
  ),
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/sendMail$/,
    permissions: ['Mail.Send'],
    run: (request, state, id = '') => sendMail(request, id, (mail) => state.mails.push(mail)),
  },
];

/** Graph v1.0. Null: not a path of Graph. */
export async function answerGraph(request: WireRequest, state: GraphState, origin: string): Promise<Answer | null> {
  const address = new URL(request.url, origin);
  if (!address.pathname.startsWith('/v1.0/')) return null;
  const clientRequestId = request.headers['client-request-id'];
  try {
    const roles = checkToken(request, state);
    const path = decodePath(address.pathname.slice('/v1.0'.length));
    if (path === '/$batch' && request.method === 'POST') {
      return await answerBatch(request, (inner) => serveInner(inner, state, origin));
    }
    const answer = runRoute(path, address, request, state, origin, roles);
    return { ...answer, headers: { 'request-id': randomUUID(), ...answer.headers } };
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    return refusalAnswer(error, typeof clientRequestId === 'string' ? clientRequestId : undefined);
  }
}

function runRoute(
  path: string,
  address: URL,
  request: WireRequest,
  state: GraphState,
  origin: string,
  roles: readonly string[],
): Answer {
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(path) : null;
    if (match === null) continue;
    if (!route.permissions.some((permission) => roles.includes(permission))) throw denied(route);
    const graphRequest: GraphRequest = {
      directory: state.directory,
      permissions: roles,
      behaviour: state.behaviour,
      path,
      query: new Map(address.searchParams),
      headers: request.headers,
      body: request.body,
      root: `${origin}/v1.0`,
    };
    return route.run(graphRequest, state, ...match.slice(1));
  }
  const segment = path.split('/')[1] ?? '';
  throw badRequest(`Resource not found for the segment '${segment}'.`);
}

/** A request within a batch meets faults of its own; a broken connection there can only be a 503 of the one request. */
async function serveInner(request: WireRequest, state: GraphState, origin: string): Promise<Answer> {
  const serve = async (): Promise<Answer> => (await answerGraph(request, state, origin)) ?? jsonAnswer(404, {});
  const fault = state.faults.take(request);
  if (fault === null) return serve();
  const delivery = await fault.wrap(serve, 'entra', request.url);
  return delivery.kind === 'reset' ? jsonAnswer(503, { error: { code: 'ServiceUnavailable' } }) : delivery.answer;
}

function checkToken({ headers }: WireRequest, { tokens }: GraphState): readonly string[] {
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated('Access token is empty.');
  const claims = tokens.read(token);
  if (claims === 'malformed') throw unauthenticated('Access token validation failure. Invalid signature.');
  if (claims === 'expired') throw unauthenticated('Lifetime validation failed, the token is expired.');
  return claims.roles;
}

const unauthenticated = (message: string): GraphRefusal =>
  new GraphRefusal(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `Bearer realm="", error="invalid_token", error_description="${message}"`,
  });

const denied = ({ method }: Route): GraphRefusal =>
  method === 'POST'
    ? new GraphRefusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
    : new GraphRefusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw badRequest('The request URI is not valid.');
  }
}
