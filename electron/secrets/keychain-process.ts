import { answerQuestion } from './answer-question';
import type { KeychainReply, KeychainRequest } from './keychain-protocol';

/**
 * A process of its own for the keychain. A question to it can wait for a human for ever, in a thread that even
 * `process.exit` cannot end; here it can be killed from outside, and the app never feels it.
 */

/** How a utility process of Electron talks; a forked one has `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: KeychainRequest }) => void): void;
  postMessage(message: KeychainReply): void;
}

const { parentPort } = process as { readonly parentPort?: ParentPort };

if (parentPort !== undefined) {
  parentPort.on('message', ({ data }) => void answer(data, (reply) => parentPort.postMessage(reply)));
} else {
  process.on('message', (request: KeychainRequest) => void answer(request, (reply) => process.send?.(reply)));
  // Whoever asked is gone. Not exit(): it would wait for the thread that waits for the human.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

async function answer({ id, question }: KeychainRequest, reply: (reply: KeychainReply) => void): Promise<void> {
  reply({ id, answer: await answerQuestion(question) });
}
