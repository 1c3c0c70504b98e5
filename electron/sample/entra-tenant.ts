import { randomBytes } from 'node:crypto';
import { openAdminServer } from './admin-server';
import { type Answer, jsonAnswer, type WireRequest } from './answer';
import { makeLoopbackCertificate } from './certificates';
import { madeUpCompany, oxbowCompany } from './company';
import { AccessTokens } from './entra/access-token';
import { Directory } from './entra/directory';
import { entraCalls } from './entra/entra-calls';
import { answerGraph, type GraphState } from './entra/graph';
import { answerSignIn, type Registration } from './entra/sign-in';
import { tenantBehaviour } from './entra/tenant-behaviour';
import { FaultPlan } from './fault-plan';
import { openWireServer } from './wire-server';

export interface EntraTenantOptions {
  /** null: Oxbow Instruments; a number: a made-up company of so many people. */
  readonly people?: number | null;
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly adminPort?: number;
  /** How many of the last requests are kept whole. */
  readonly keepLast?: number;
}

/** What a caller must know to reach the tenant; the one JSON line its process prints. */
export interface EntraTenantReady {
  readonly ready: true;
  /** The authority without a tenant, and Graph without its version: the same origin. */
  readonly authority: string;
  readonly graph: string;
  readonly admin: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly ca: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly servicePrincipalId: string;
}

export interface RunningEntraTenant extends EntraTenantReady {
  close(): Promise<void>;
}

/** What an app registration for Inseam is told to ask for (entra-provisioning, "Permissions our app needs"), and mail. */
const defaultPermissions = ['User.Read.All', 'GroupMember.Read.All', 'Application.Read.All', 'Mail.Send'];

/** Starts the simulated Microsoft Entra tenant on loopback: sign-in and Graph over https, the admin endpoint over http. */
export async function startEntraTenant(options: EntraTenantOptions = {}): Promise<RunningEntraTenant> {
  const { people = null, port = 0, adminPort = 0, keepLast = 1000 } = options;
  const company = people === null ? oxbowCompany() : madeUpCompany(people);
  const clientSecret = `sample~${randomBytes(24).toString('base64url')}`;
  const registration: Registration = {
    secret: clientSecret,
    isSecretExpired: false,
    certificates: [],
    takenAssertions: new Map(),
    permissions: defaultPermissions,
    tokenLifetimeSeconds: 3599,
  };
  const state: GraphState = {
    directory: new Directory(company),
    tokens: new AccessTokens(),
    faults: new FaultPlan(),
    mails: [],
    generation: { number: 1, form: 'gone' },
    behaviour: tenantBehaviour.parse({}),
  };

  async function serve(request: WireRequest): Promise<Answer> {
    // The name that was asked (127.0.0.1 or localhost) is the one that links and discovery give back.
    const origin = `https://${request.headers.host ?? 'localhost'}`;
    const context = { company, registration, tokens: state.tokens, origin };
    const answer = answerSignIn(request, context) ?? (await answerGraph(request, state, origin));
    return answer ?? jsonAnswer(404, { error: { code: 'NotFound', message: 'Nothing is served here.' } });
  }

  const certificate = await makeLoopbackCertificate('Inseam sample Entra tenant');
  const server = await openWireServer({
    side: 'entra',
    serve,
    port,
    tls: certificate,
    faults: state.faults,
    recording: { keepLast, hideBody: (url) => url.includes('/oauth2/') },
  });
  const admin = await openAdminServer(entraCalls(state, registration, server.recording), adminPort);
  return {
    ready: true,
    authority: server.origin,
    graph: server.origin,
    admin: admin.address,
    ca: certificate.ca,
    tenantId: company.tenantId,
    clientId: company.clientId,
    clientSecret,
    servicePrincipalId: company.application.id,
    close: async () => {
      await Promise.all([server.close(), admin.close()]);
    },
  };
}
