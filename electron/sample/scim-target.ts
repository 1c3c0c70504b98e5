import { randomBytes } from 'node:crypto';
import { openAdminServer } from './admin-server';
import { makeLoopbackCertificate } from './certificates';
import { oxbowCompany } from './company';
import { FaultPlan } from './fault-plan';
import { AccountStore } from './scim/account-store';
import { instantService } from './scim/instant-service';
import { scimCalls, type TargetState } from './scim/scim-calls';
import { scimmyService, type TargetRules } from './scim/scimmy-service';
import { startingAccounts } from './starting-accounts';
import { openWireServer } from './wire-server';

export interface ScimTargetOptions {
  readonly rules?: TargetRules;
  /** Starts without accounts; otherwise with the 29 of Oxbow Instruments. */
  readonly empty?: boolean;
  /** A target that answers at once, for measurements; it has no rules. */
  readonly instant?: boolean;
  readonly https?: boolean;
  readonly port?: number;
  readonly adminPort?: number;
  readonly keepLast?: number;
}

/** What a caller must know to reach the target; the one JSON line its process prints. */
export interface ScimTargetReady {
  readonly ready: true;
  readonly baseUrl: string;
  readonly admin: string;
  /** PEM of the authority that signed the server's certificate; null: plain http. */
  readonly ca: string | null;
  readonly token: string;
}

export interface RunningScimTarget extends ScimTargetReady {
  close(): Promise<void>;
}

/** Starts the sample SCIM target on loopback. Once a process, for scimmy's sake, unless it is `instant`. */
export async function startScimTarget(options: ScimTargetOptions = {}): Promise<RunningScimTarget> {
  const { rules = 'bluejeans', empty = false, instant = false, https = false, keepLast = 1000 } = options;
  const store = new AccountStore();
  if (!empty) store.fill(startingAccounts(oxbowCompany()));
  const token = `sample-${randomBytes(24).toString('base64url')}`;
  const state: TargetState = { store, faults: new FaultPlan(), token };
  const certificate = https ? await makeLoopbackCertificate('Inseam sample SCIM target') : null;
  // BlueJeans has its version first (https://api.bluejeans.com/v2/scim), everybody else last.
  const path = rules === 'bluejeans' ? '/v2/scim' : '/scim/v2';
  const now = (): string => state.token;
  const serve = instant
    ? instantService(store, path, now)
    : scimmyService({ store, rules, path, scheme: https ? 'https' : 'http', token: now });
  const server = await openWireServer({
    side: 'scim',
    serve,
    port: options.port ?? 0,
    tls: certificate,
    faults: state.faults,
    recording: { keepLast },
  });
  const admin = await openAdminServer(scimCalls(state, server.recording), options.adminPort ?? 0);
  return {
    ready: true,
    baseUrl: `${server.origin}${path}`,
    admin: admin.address,
    ca: certificate?.ca ?? null,
    token,
    close: async () => {
      await Promise.all([server.close(), admin.close()]);
    },
  };
}
