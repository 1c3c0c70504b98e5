import type { Cloud } from '../../shared/settings/settings';
import type { RequestCount, Source } from '../edges';
import type { Send } from '../network/http';
import { sleep as realSleep, type Sleep } from '../network/retry';
import { addressesOf } from './clouds';
import { readDefaultDomain } from './default-domain';
import { countPeople, findPerson, locatePerson, searchApplications, searchGroups, searchPeople } from './find-people';
import type { GraphConnection } from './graph-request';
import { findGroupPaths } from './group-paths';
import { readAssignments, readGroupMembers } from './read-assignments';
import { readPeople } from './read-people';
import { readSecurityAttributes } from './security-attributes';
import { sendMail } from './send-mail';
import { type Credential, openSignIn } from './sign-in';

export interface SourceOptions {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  readonly cloud: Cloud;
  readonly send: Send;
  readonly sleep?: Sleep;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Told when Microsoft asks us to wait, and for how long, in milliseconds. */
  readonly onThrottled?: (waitMs: number) => void;
}

const mailTimeoutMs = 60_000;

export function openConnection(options: SourceOptions): GraphConnection {
  const { send, sleep = realSleep, now = Date.now, random = Math.random, onThrottled = () => {} } = options;
  const addresses = addressesOf(options.cloud);
  const requests: RequestCount = { sent: 0, retried: 0 };
  return {
    base: `${addresses.graph}/v1.0`,
    signIn: openSignIn({ ...options, addresses, sleep, now, random, requests, onThrottled }),
    send,
    sleep,
    now,
    random,
    requests,
    onThrottled,
  };
}

/** Microsoft Entra ID as a source. Nothing is asked before the first read. */
export function openSource(options: SourceOptions): Source {
  const connection = openConnection(options);
  return {
    readPeople: (from, properties, signal) => readPeople(connection, from, properties, signal),
    countPeople: (signal) => countPeople(connection, signal),
    readAssignments: (servicePrincipalId, roleNames, signal) =>
      readAssignments(connection, servicePrincipalId, roleNames, signal),
    readGroupMembers: (groupIds, signal) => readGroupMembers(connection, groupIds, signal),
    findPerson: (idOrName, properties, signal) => findPerson(connection, idOrName, properties, signal),
    searchPeople: (text, properties, limit, signal) => searchPeople(connection, text, properties, limit, signal),
    locatePerson: (id, signal) => locatePerson(connection, id, signal),
    findGroupPaths: (person, servicePrincipalId, signal) =>
      findGroupPaths(connection, person, servicePrincipalId, signal),
    readSecurityAttributes: (signal) => readSecurityAttributes(connection, signal),
    defaultDomain: (signal) => readDefaultDomain(connection, signal),
    searchGroups: (text, signal) => searchGroups(connection, text, signal),
    searchApplications: (text, signal) => searchApplications(connection, text, signal),
    sendMail: (from, to, subject, body) =>
      sendMail(connection, { from, to, subject, body }, AbortSignal.timeout(mailTimeoutMs)),
    requests: connection.requests,
    async close() {},
  };
}
