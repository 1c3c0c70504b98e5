import { spawn } from 'node:child_process';

/** A running server process, whoever started it. */
export interface SampleProcess {
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** Starts one of the sample's process files. The desktop hands in Electron's utilityProcess.fork. */
export type SpawnSample = (file: string, args: readonly string[]) => SampleProcess;

/** Node, or Electron as Node; the child ends with us because its stdin does. */
export const spawnNode: SpawnSample = (file, args) => {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: childEnvironment() });
  // A child that is already gone makes writing to its stdin fail; its exit is told otherwise.
  child.stdin.on('error', () => undefined);
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    onExit: (listener) => {
      child.on('exit', (code) => listener(code));
      child.on('error', () => listener(null));
    },
    kill: () => {
      child.stdin.end();
      child.kill();
    },
  };
};

/** Secrets and settings handed to Inseam by variables are none of the sample's business. */
function childEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('INSEAM_') && name !== 'NODE_OPTIONS');
  const asNode = 'electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {};
  return { ...Object.fromEntries(own), ...asNode };
}
