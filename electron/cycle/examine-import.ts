import type { RuleFault } from '../../shared/mapping/rule-fault';
import { type ExaminedSchema, examineSchema, type SchemaFault } from '../../shared/schema/examine-schema';
import { type RulesChange, rulesDifference } from '../../shared/schema/rules-difference';
import type { Engine, KnownJob } from '../compose';
import { askNewMatching } from './ask-matching';

/** A schema file before it is taken, with what it changes of the mapping in use. */
export type ExaminedImport =
  | Extract<ExaminedSchema, { ok: false }>
  | (Extract<ExaminedSchema, { ok: true }> & { readonly changes: readonly RulesChange[] });

/**
 * All that is to be known of a schema file before it takes the place of a job's: its faults, what is kept but not used,
 * what it changes, and whether the target can search by what accounts are to be matched by. Nothing is written.
 */
export async function examineImport(
  engine: Engine,
  { name, settings, profile }: Pick<KnownJob, 'name' | 'settings' | 'profile'>,
  json: unknown,
): Promise<ExaminedImport> {
  const examined = examineSchema(json, profile, settings.scope.mode);
  if (!examined.ok) return examined;
  const asked = await askNewMatching(engine, name, examined.read.rules.mappings);
  const faults = asked.filter(({ severity }) => severity === 'error').map(asSchemaFault);
  const notices = [
    ...examined.notices,
    ...asked.filter(({ severity }) => severity === 'warning').map(({ message }) => message),
  ];
  if (faults.length > 0) return { ok: false, faults, notices };
  const changes = rulesDifference(settings, { schema: json, scope: settings.scope });
  return { ...examined, notices, changes };
}

const asSchemaFault = ({ target, message, suggestion }: RuleFault): SchemaFault => ({
  path: 'matchingPriority',
  at: null,
  about: target,
  message,
  suggestion,
});
