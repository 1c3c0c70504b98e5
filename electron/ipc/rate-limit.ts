import type { Verb } from '../../shared/ipc/contract';

/** A bucket of tokens a verb: `burst` at once, then `perMinute`. */
interface Pace {
  readonly burst: number;
  readonly perMinute: number;
}

const usual: Pace = { burst: 200, perMinute: 6000 };
/** Calls that try a secret, send something out, or start a process. No admin needs more; a hostile page would. */
const rare: Pace = { burst: 10, perMinute: 20 };
const rareVerbs: ReadonlySet<Verb> = new Set<Verb>([
  'target.test',
  'source.test',
  'secret.set',
  'secret.clear',
  'secret.chooseCertificate',
  'secret.keepCertificate',
  'job.sendTestMail',
  'job.createSample',
  'cycle.start',
  'plan.make',
  'provision.look',
  'provision.do',
  'census.take',
  'people.export',
  'app.openLink',
  'app.openConsent',
  'app.openDataFolder',
]);

/** Whether a call may go on; `now` in milliseconds of any steady clock. */
export function rateLimit(now: () => number): (verb: Verb) => boolean {
  const buckets = new Map<Verb, { tokens: number; at: number }>();
  return (verb) => {
    const pace = rareVerbs.has(verb) ? rare : usual;
    const at = now();
    const bucket = buckets.get(verb) ?? { tokens: pace.burst, at };
    const refilled = Math.min(pace.burst, bucket.tokens + ((at - bucket.at) * pace.perMinute) / 60_000);
    const allowed = refilled >= 1;
    buckets.set(verb, { tokens: allowed ? refilled - 1 : refilled, at });
    return allowed;
  };
}
