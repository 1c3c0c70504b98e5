import { utilityProcess } from 'electron';
import type { SpawnSample } from '../sample/spawn-sample';
import type { KeychainReply } from '../secrets/keychain-protocol';
import type { SpawnKeychain } from '../secrets/spawn-keychain';

/**
 * The helpers' processes as Electron starts them. Node's own way would make the app's program run as Node, which the
 * packaged app refuses to anybody, itself included.
 */

/** Secrets that came to us by a variable, and flags meant for us, are none of a helper's business. */
const helperEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(INSEAM_|NODE_OPTIONS$)/.test(name)));

export const keychainInUtilityProcess =
  (file: string): SpawnKeychain =>
  () => {
    const child = utilityProcess.fork(file, [], {
      env: helperEnvironment(),
      stdio: 'ignore',
      serviceName: 'Inseam keychain',
    });
    return {
      send: (request) => child.postMessage(request),
      onReply: (listener) => void child.on('message', (reply: KeychainReply) => listener(reply)),
      onEnd: (listener) => void child.on('exit', (code) => listener(`The keychain process ended (${code}).`)),
      kill: () => endNow(child),
    };
  };

export const sampleInUtilityProcess: SpawnSample = (file, args) => {
  const child = utilityProcess.fork(file, [...args], {
    env: helperEnvironment(),
    stdio: 'pipe',
    serviceName: 'Inseam sample company',
  });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('the sample process has no output');
  return {
    stdout,
    stderr,
    onExit: (listener) => void child.on('exit', (code) => listener(code)),
    kill: () => void child.kill(),
  };
};

/** A keychain call that waits for a human holds its process against every gentle end. */
function endNow(child: Electron.UtilityProcess): void {
  const { pid } = child;
  child.kill();
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}
