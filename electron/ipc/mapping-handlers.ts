import { functionRows } from '../../shared/expression/functions';
import { signatureOf } from '../../shared/expression/functions/function-row';
import { sourceId } from '../../shared/ids';
import type { RequestOf, ResponseOf } from '../../shared/ipc/contract';
import { tryMapping } from '../../shared/mapping/try-mapping';
import { validateRules } from '../../shared/mapping/validate-rules';
import { type Outcome, valueOrThrow } from '../../shared/outcome';
import type { Person } from '../../shared/person';
import { readAttribute, sourceAttributes } from '../../shared/schema/attribute-names';
import { defaultRules } from '../../shared/schema/default-schema';
import { graphPropertiesFor } from '../../shared/schema/graph-properties';
import { readSchema } from '../../shared/schema/read-schema';
import { writeSchema } from '../../shared/schema/write-schema';
import { decideScope, rolesOf } from '../../shared/scoping/decide-scope';
import { evaluateFilters } from '../../shared/scoping/filter-groups';
import { askNewMatching } from '../cycle/ask-matching';
import { rulesOf } from '../cycle/open-job';
import { surroundingsAt } from '../cycle/surroundings-at';
import { readFact } from '../ledger/facts';
import { type WorkItem, workOf } from '../ledger/work-list';
import { saveRules } from '../settings/save-rules';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import type { PeopleInEntra } from './people-in-entra';

/** The mapping editor: every decision about a mapping is taken in shared/, here it is only fetched and kept. */
export function mappingHandlers(desk: Desk, inEntra: PeopleInEntra): GroupHandlers<'mapping'> {
  const { engine } = desk;
  const currentRules = (job: string) => valueOrThrow(rulesOf(desk.known(job).settings)).rules;
  return {
    'mapping.get'({ job }) {
      const { profile } = desk.known(job);
      return {
        mappings: currentRules(job).mappings.map((mapping) => ({ ...mapping })),
        sourceAttributes: sourceAttributes.map(({ name, label }) => ({ name, label })),
        targetAttributes: profile.attributes.map(({ path, label, type, required, maxLength, filterable }) => ({
          path,
          label,
          type,
          required,
          maxLength,
          filterable,
        })),
        functions: functionRows.map((row) => ({ name: row.name, signature: signatureOf(row), help: row.help })),
      };
    },
    'mapping.defaults': ({ job }) => ({
      mappings: defaultRules(desk.known(job).profile).mappings.map((mapping) => ({ ...mapping })),
    }),
    'mapping.check'({ job, mappings }) {
      const { settings, profile } = desk.known(job);
      const faults = validateRules({ ...currentRules(job), mappings }, profile, settings.scope.mode);
      return { faults: faults.map((fault) => ({ ...fault })) };
    },
    'mapping.tryOn': (request) => tryOn(desk, inEntra, request),
    async 'mapping.save'({ job, mappings }) {
      const { settings, profile } = desk.known(job);
      const { rules, document } = valueOrThrow(readSchema(settings.schema));
      const wanted = { ...rules, mappings };
      const faults = validateRules(wanted, profile, settings.scope.mode).map((fault) => ({ ...fault }));
      if (!faults.some(({ severity }) => severity === 'error'))
        faults.push(...(await askNewMatching(engine, job, mappings)).map((fault) => ({ ...fault })));
      if (faults.some(({ severity }) => severity === 'error')) return { saved: false, faults };
      valueOrThrow(saveRules(engine, job, { schema: writeSchema(document, wanted, profile) }, { through: 'window' }));
      desk.tellState(job);
      return { saved: true, faults };
    },
  };
}

/** The value of a mapping for one person as last read; Entra is asked about somebody whom no cycle has read yet. */
async function tryOn(
  desk: Desk,
  inEntra: PeopleInEntra,
  { job, mapping, personId }: RequestOf<'mapping.tryOn'>,
): Promise<ResponseOf<'mapping.tryOn'>> {
  const { settings, profile } = desk.known(job);
  const { rules, scopeFilters } = valueOrThrow(rulesOf(settings));
  const known = workOf(desk.database(job), sourceId(personId));
  const mappings = [...rules.mappings, mapping];
  const subject =
    known ??
    valueOrThrow(
      await inEntra.find(job, sourceId(personId), graphPropertiesFor({ ...rules, mappings })).then(unassigned),
    );
  if (subject === null)
    return { steps: [], result: null, verdict: { ok: false, text: 'This person is no longer known.' }, faults: [] };
  const { person, entitlements } = subject;
  const appRoles = rolesOf(entitlements);
  const read = (attribute: string) => readAttribute({ person, isSoftDeleted: false, appRoles }, attribute);
  const { isSoftDeleted } = decideScope({
    person,
    // Nobody's assignments are known before the first cycle: shown is what a person in scope would get.
    mode: known === null ? 'all' : settings.scope.mode,
    entitlements,
    filters: [evaluateFilters(rules.filters, read), evaluateFilters(scopeFilters, read)],
  });
  return tryMapping(
    mapping,
    { person, isSoftDeleted, appRoles },
    profile,
    surroundingsAt(desk.engine.now(), readFact(desk.database(job), 'default-domain')),
  );
}

const unassigned = (found: Outcome<Person | null>): Outcome<Pick<WorkItem, 'person' | 'entitlements'> | null> =>
  found.ok ? { ok: true, value: found.value === null ? null : { person: found.value, entitlements: [] } } : found;
