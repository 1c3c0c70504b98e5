import { adviseOn } from '../../shared/log/advice';
import { type ExitStatus, errorCodeOf, traitsOf } from '../../shared/log/problem-traits';
import { faultText, type SchemaFault } from '../../shared/schema/examine-schema';
import type { Invocation } from './command';

/** Everything that is wrong with a schema file, each fault with its place; the mapping in use stays. */
export function printSchemaRefusal(
  { voice, json }: Pick<Invocation, 'voice' | 'json'>,
  faults: readonly SchemaFault[],
  notices: readonly string[],
): ExitStatus {
  const [first] = faults;
  const problem = {
    kind: 'schema-wrong',
    path: first?.path ?? '',
    detail: first === undefined ? '' : faultText(first),
  } as const;
  const { title, meaning, nextStep } = adviseOn(problem, { targetName: '', profile: null, personName: null });
  if (json)
    voice.out(
      JSON.stringify({
        error: { code: errorCodeOf(problem), kind: problem.kind, title, meaning, nextStep, faults, notices },
      }),
    );
  voice.err(title);
  for (const fault of faults) {
    voice.err(`  ${faultText(fault)}`);
    voice.err(`    at ${fault.path}`);
  }
  voice.err('  The mapping before stays in use.');
  for (const notice of notices) voice.err(`  ${notice}`);
  voice.err(`  ${nextStep}`);
  return traitsOf(problem).exit;
}
