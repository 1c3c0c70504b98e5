import type { JobState } from '../../shared/health/job-state';
import type { LiveEvent, ProblemWords, ResponseOf, Verb } from '../../shared/ipc/contract';
import type { Handlers } from '../ipc/serve-contract';
import type { SpawnSample } from '../sample/spawn-sample';
import type { SpawnKeychain } from '../secrets/spawn-keychain';

/** Calls that the desktop answers by itself; the engine has handlers for all others. */
export type DesktopVerb =
  | 'app.info'
  | 'app.openLink'
  | 'app.openConsent'
  | 'app.openDataFolder'
  | 'app.copyText'
  | 'app.quit';
export type EngineVerb = Exclude<Verb, DesktopVerb>;

type AppInfo = ResponseOf<'app.info'>;

/** What the engine adds to `app.info`. */
export interface EngineInfo {
  readonly jobs: AppInfo['jobs'];
  readonly settings: AppInfo['settings'];
  readonly network: AppInfo['network'];
  readonly notices: ProblemWords[];
}

/** The engine as the desktop knows it: one that is open, with its schedule running. */
export interface DesktopEngine {
  readonly handlers: Handlers<EngineVerb>;
  info(): EngineInfo;
  states(): readonly JobState[];
  /** Returns the way to stop listening. */
  onEvent(listener: (event: LiveEvent) => void): () => void;
  /** Starts a cycle, or joins the one that runs. Never rejects: what goes wrong is a state. */
  syncNow(job: string): Promise<void>;
  /** `until`: an ISO instant; null: until resumed. A running cycle is finished first. */
  pause(job: string, until: string | null): Promise<void>;
  resume(job: string): Promise<void>;
  /** Stops after the person in hand. */
  stop(job: string): Promise<void>;
  /** The computer woke up or is online again: look at the clock anew and run what is due. Harmless at any time. */
  wake(): void;
  /** Finishes the change in flight, commits, and closes everything. The desktop waits 20 seconds for it. */
  shutDown(): Promise<void>;
}

/** What the engine cannot do without a desktop. */
export interface DesktopEdges {
  readonly dataFolder: string;
  /** How the computer reaches an address, in the words of a PAC file: "DIRECT", "PROXY host:port; DIRECT". */
  readonly resolveProxy: (address: string) => Promise<string>;
  /** Asks where to save a file; null: the admin thought better of it. */
  readonly askWhereToSave: (suggestedName: string) => Promise<string | null>;
  /** Asks for the files that hold a certificate and its key, or a mapping; none: the admin thought better of it. */
  readonly askWhichFiles: (what: 'certificate' | 'schema') => Promise<readonly string[]>;
  /** How a packaged app starts the keychain's process and the sample company's: Node's own way is closed to it. */
  readonly spawnKeychain: SpawnKeychain;
  readonly spawnSample: SpawnSample;
}
