import { fork } from 'node:child_process';
import type { KeychainReply, KeychainRequest } from './keychain-protocol';

/** The keychain's process as its user sees it: forked by Node, or a utility process of Electron. */
export interface KeychainProcess {
  send(request: KeychainRequest): void;
  onReply(listener: (reply: KeychainReply) => void): void;
  /** Ended by itself or killed; also when it could not be started. */
  onEnd(listener: (detail: string) => void): void;
  kill(): void;
}

export type SpawnKeychain = () => KeychainProcess;

/** The way of plain Node. `file` is `keychain.cjs`, beside the bundle that runs. */
export const forkKeychain =
  (file: string, parentEnv: NodeJS.ProcessEnv = process.env): SpawnKeychain =>
  () => {
    // Secrets of ours that came by a variable are nobody else's business; flags of ours are none for it either.
    const env = Object.fromEntries(
      Object.entries(parentEnv).filter(([name]) => !/^(INSEAM_|NODE_OPTIONS$)/.test(name)),
    );
    const child = fork(file, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    // It does not keep us alive: while a question is open, the time limit's timer does.
    child.unref();
    child.channel?.unref();
    return {
      send: (request) => void child.send(request, () => undefined),
      onReply: (listener) => void child.on('message', (reply) => listener(reply as unknown as KeychainReply)),
      onEnd(listener) {
        child.on('exit', (code, signal) => listener(`The keychain process ended (${signal ?? code}).`));
        child.on('error', (error) => listener(error.message));
      },
      kill: () => void child.kill('SIGKILL'),
    };
  };
