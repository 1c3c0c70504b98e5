import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import { securityAttributes } from '../../shared/schema/attribute-names';
import type { ScopeMode } from '../../shared/scoping/decide-scope';
import type { Rung } from '../edges';
import type { Probe } from '../network/http';
import { hostRungs, notTested } from '../network/probe-host';
import { addressesOf } from './clouds';
import { countPeople } from './find-people';
import { askGraph, type GraphConnection, refusalOf } from './graph-request';
import { openConnection, type SourceOptions } from './open-source';
import {
  type NeededPermission,
  readApplicationNeeds,
  readGroupsNeeds,
  readOrganizationNeeds,
  readPeopleNeeds,
  readSecurityAttributesNeeds,
} from './permissions';
import { proveSecurityPermission } from './security-attributes';
import type { Credential } from './sign-in';

export interface CheckSourceOptions extends SourceOptions {
  readonly scope: { readonly mode: ScopeMode; readonly servicePrincipalId: string };
  /** What the mapping reads beside people and their ways into scope. */
  readonly reads?: { readonly defaultDomain: boolean; readonly securityAttributes: boolean };
  readonly probe: Probe;
  /** Told after each rung with all of them. */
  readonly onRungs?: (rungs: readonly Rung[]) => void;
  readonly signal: AbortSignal;
}

interface PermissionRung {
  readonly name: string;
  readonly needs: NeededPermission;
  readonly path: string;
  readonly isNeeded: boolean;
}

/** Test Connection of the source: the way to the sign-in, the sign-in, then each permission by really reading. */
export async function checkSource(
  options: CheckSourceOptions,
): Promise<{ rungs: Rung[]; problem: Problem | null; people: number | null }> {
  const permissions = permissionRungs(options);
  const rungs: Rung[] = [...hostRungs, 'Sign-in', ...permissions.map(({ name }) => name)].map(notTested);
  const tell = (): void => options.onRungs?.([...rungs]);
  const { authority } = addressesOf(options.cloud);
  const host = await options.probe({
    url: authority,
    signal: options.signal,
    onRungs: (climbed) => {
      rungs.splice(0, climbed.length, ...climbed);
      tell();
    },
  });
  rungs.splice(0, host.rungs.length, ...host.rungs);
  if (host.problem !== null) return { rungs, problem: host.problem, people: null };

  const connection = openConnection(options);
  const set = (name: string, state: Rung['state'], text: string, startedAt: number): void => {
    rungs[rungs.findIndex((rung) => rung.name === name)] = {
      name,
      state,
      text,
      durationMs: Math.round(performance.now() - startedAt),
    };
    tell();
  };
  let startedAt = performance.now();
  const token = await connection.signIn.token({ refused: null, signal: options.signal });
  if (!token.ok) {
    set('Sign-in', 'failed', signInText(token.problem), startedAt);
    return { rungs, problem: token.problem, people: null };
  }
  set('Sign-in', 'passed', signedInText(options.credential, connection.now()), startedAt);

  let problem: Problem | null = null;
  const missing: NeededPermission[] = [];
  for (const rung of permissions) {
    startedAt = performance.now();
    const found = await tryPermission(connection, rung, options);
    if (found === null) set(rung.name, 'passed', 'Granted', startedAt);
    else if (!rung.isNeeded && found.kind === 'source-permission-missing')
      set(rung.name, 'not-tested', 'Missing, and not needed for this scope', startedAt);
    else {
      set(rung.name, 'failed', found.kind === 'source-permission-missing' ? 'Missing' : 'Not answered', startedAt);
      if (found.kind === 'source-permission-missing') missing.push(rung.needs);
      problem ??= found;
    }
  }
  // All at once: whoever grants one is not to come back for the next.
  if (problem?.kind === 'source-permission-missing' && missing.length > 1)
    problem = {
      ...problem,
      permission: inOneSentence(missing.map(({ permission }) => permission)),
      what: inOneSentence(missing.map(({ what }) => what)),
    };
  const people = problem === null ? await countPeople(connection, options.signal).catch(() => null) : null;
  return { rungs, problem, people };
}

function permissionRungs({
  scope: { mode, servicePrincipalId },
  reads = { defaultDomain: false, securityAttributes: false },
}: Pick<CheckSourceOptions, 'scope' | 'reads'>): readonly PermissionRung[] {
  const used: PermissionRung[] = [];
  if (reads.defaultDomain)
    used.push({
      name: 'Read the domain',
      needs: readOrganizationNeeds,
      path: '/organization?$select=id',
      isNeeded: true,
    });
  if (reads.securityAttributes)
    used.push({
      name: 'Security attributes',
      needs: readSecurityAttributesNeeds,
      path: `/users?$top=1&$select=id,${securityAttributes}`,
      isNeeded: true,
    });
  return [
    { name: 'Read people', needs: readPeopleNeeds, path: '/users?$top=1&$select=id', isNeeded: true },
    { name: 'Read groups', needs: readGroupsNeeds, path: '/groups?$top=1&$select=id', isNeeded: mode !== 'all' },
    {
      name: 'Read the application',
      needs: readApplicationNeeds,
      path:
        servicePrincipalId === ''
          ? '/servicePrincipals?$top=1&$select=id'
          : `/servicePrincipals/${encodeURIComponent(servicePrincipalId)}/appRoleAssignedTo?$top=1`,
      isNeeded: mode === 'assigned',
    },
    ...used,
  ];
}

async function tryPermission(
  connection: GraphConnection,
  { path }: PermissionRung,
  { scope, signal }: CheckSourceOptions,
): Promise<Problem | null> {
  try {
    if (path.includes(securityAttributes)) await proveSecurityPermission(connection, [securityAttributes], signal);
    const answer = await askGraph(connection, { path, signal });
    if (answer.status < 300) return null;
    if (answer.status === 404 && path.startsWith('/servicePrincipals/'))
      return { kind: 'source-application-missing', servicePrincipalId: scope.servicePrincipalId };
    return refusalOf(path, answer);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

const dayMs = 24 * 60 * 60_000;
const soonDays = 30;

function signedInText(credential: Credential, now: number): string {
  if (credential.kind === 'secret') return 'Signed in as the application';
  const { endsAt } = credential.certificate;
  const days = Math.floor((endsAt.getTime() - now) / dayMs);
  const soon =
    days > soonDays ? '' : days === 0 ? ', in less than a day' : days === 1 ? ', in 1 day' : `, in ${days} days`;
  return `Signed in as the application; its certificate ends on ${dayText(endsAt)}${soon}`;
}

const dayText = (day: Date): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(day);

const inOneSentence = (parts: readonly string[]): string =>
  [parts.slice(0, -1).join(', '), ...parts.slice(-1)].join(' and ');

function signInText(problem: Problem): string {
  if (problem.kind === 'source-certificate-out-of-date') {
    const when = problem.cause === 'ended' ? 'ended on' : 'is not valid before';
    return `The certificate ${when} ${dayText(new Date(problem.at))}`;
  }
  if (problem.kind !== 'source-credentials-refused') return 'No answer that can be used';
  const what = {
    secret: 'The client secret was refused',
    certificate: 'The certificate was refused',
    clock: 'This computer’s clock is wrong',
    application: 'The application id is not known',
    tenant: 'The tenant id is not known',
    other: 'The sign-in was refused',
  };
  return problem.code === null ? what[problem.reason] : `${what[problem.reason]} (${problem.code})`;
}
