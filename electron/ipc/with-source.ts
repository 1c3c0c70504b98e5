import { type Outcome, ProblemError } from '../../shared/outcome';
import type { Source } from '../edges';
import type { Desk } from './desk';

const longestMs = 60_000;

/** Asks Microsoft Entra ID something for the window, with what is saved: no cycle, no lock, a minute at most. */
export async function withSource<T>(
  { engine, known }: Pick<Desk, 'engine' | 'known'>,
  job: string,
  work: (source: Source, signal: AbortSignal) => Promise<T>,
): Promise<Outcome<T>> {
  const source = await engine.openSource(known(job), null);
  if (!source.ok) return source;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longestMs);
  try {
    return { ok: true, value: await work(source.value, limit.signal) };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  } finally {
    clearTimeout(timer);
    await source.value.close();
  }
}
