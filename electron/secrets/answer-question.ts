import { assertNever } from '../../shared/outcome';
import { type KeychainAnswer, type KeychainQuestion, keychainService } from './keychain-protocol';
import { openSecretService, type SecretService } from './secret-service';

type NativeKeychain = typeof import('./native-keychain');

/** Answers one question; everything that keytar or the bus throw is `unavailable` with their own words. */
export async function answerQuestion(question: KeychainQuestion): Promise<KeychainAnswer> {
  try {
    const native = await import('./native-keychain');
    if (process.platform !== 'linux') return await askNative(native, question);
    const opened = await openSecretService(process.env);
    switch (opened.kind) {
      case 'unavailable':
        return opened;
      case 'unknown':
        return await askNative(native, question);
      case 'open':
        try {
          return await askLinux(native, opened.service, question);
        } finally {
          opened.service.close();
        }
      default:
        return assertNever(opened);
    }
  } catch (error) {
    return { kind: 'unavailable', detail: error instanceof Error ? error.message : String(error) };
  }
}

async function askNative(native: NativeKeychain, question: KeychainQuestion): Promise<KeychainAnswer> {
  switch (question.kind) {
    case 'get':
      return { kind: 'value', value: await native.getPassword(keychainService, question.account) };
    case 'set':
      await native.setPassword(keychainService, question.account, question.value);
      return { kind: 'done' };
    case 'delete':
      await native.deletePassword(keychainService, question.account);
      return { kind: 'done' };
    case 'state': {
      const value = await native.getPassword(keychainService, question.account);
      return { kind: 'state', state: value === null ? 'missing' : 'set' };
    }
    case 'unlock':
      // macOS asks by itself at the next question; Windows knows no lock.
      return { kind: 'done' };
    default:
      return assertNever(question);
  }
}

/** keytar is asked only where its answer is known not to need a human: else it waits for one, for ever. */
async function askLinux(
  native: NativeKeychain,
  service: SecretService,
  question: KeychainQuestion,
): Promise<KeychainAnswer> {
  switch (question.kind) {
    case 'unlock':
      return (await service.unlock()) ? { kind: 'done' } : { kind: 'locked' };
    case 'set': {
      // With no collection at all, storing the first entry asks the user to make one; somebody has just asked for it.
      const locked = (await service.defaultCollection()) === 'locked';
      return locked ? { kind: 'locked' } : await askNative(native, question);
    }
    case 'get':
    case 'delete':
    case 'state': {
      const state = await service.entry(keychainService, question.account);
      if (question.kind === 'state') return { kind: 'state', state };
      if (state === 'locked') return { kind: 'locked' };
      if (state === 'set') return await askNative(native, question);
      return question.kind === 'get' ? { kind: 'value', value: null } : { kind: 'done' };
    }
    default:
      return assertNever(question);
  }
}
