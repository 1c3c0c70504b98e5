import { callsInText } from '../../shared/expression/calls-in';
import { valueOrThrow } from '../../shared/outcome';
import type { Engine } from '../compose';
import { withSource } from '../ipc/with-source';
import type { Database } from '../ledger/database';
import { readFact } from '../ledger/facts';

/**
 * The tenant's default domain where one of these expressions calls DefaultDomain(): as a cycle read it last, else asked for
 * now. null: nobody asks for it, or nobody answers.
 */
export async function domainFor(
  engine: Engine,
  job: string,
  database: Database,
  expressions: readonly string[],
): Promise<string | null> {
  if (!expressions.some((text) => callsInText(text, 'DefaultDomain').length > 0)) return null;
  const known = readFact(database, 'default-domain');
  if (known !== null) return known;
  const asked = await withSource({ engine, known: (name) => valueOrThrow(engine.known(name)) }, job, (source, signal) =>
    source.defaultDomain(signal),
  );
  return asked.ok ? asked.value : null;
}
