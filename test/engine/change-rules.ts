import type { AttributeMapping, Rules } from '../../shared/mapping/rules';
import { valueOrThrow } from '../../shared/outcome';
import { readSchema } from '../../shared/schema/read-schema';
import { writeSchema } from '../../shared/schema/write-schema';
import { jobName, type TestCompany } from './test-company';

/** Changes the rules of the test's job. */
export function changeRules(company: TestCompany, change: (rules: Rules) => Rules): void {
  const { profile } = valueOrThrow(company.engine.known(jobName));
  company.change((job) => {
    const { rules } = valueOrThrow(readSchema(job.schema));
    return { ...job, schema: writeSchema(null, change(rules), profile) };
  });
}

/** What finds existing accounts: the source attribute of each target attribute, in the order of precedence. */
export const matchBy = (company: TestCompany, ...order: readonly (readonly [target: string, source: string])[]): void =>
  changeRules(company, (rules) => ({
    ...rules,
    mappings: rules.mappings.map((mapping): AttributeMapping => {
      const at = order.findIndex(([target]) => target === mapping.target);
      const attribute = order[at]?.[1];
      return attribute === undefined
        ? { ...mapping, matchingPriority: 0 }
        : { ...mapping, source: { kind: 'direct', attribute }, matchingPriority: at + 1 };
    }),
  }));

/** The given mappings beside the others, in the place of those with the same target. */
export const mapAlso = (company: TestCompany, ...mappings: readonly AttributeMapping[]): void =>
  changeRules(company, (rules) => ({
    ...rules,
    mappings: [...rules.mappings.filter(({ target }) => mappings.every((each) => each.target !== target)), ...mappings],
  }));

/** A mapping as most are: no default, always, not for matching. */
export const mapping = (
  target: string,
  source: AttributeMapping['source'],
  more: Partial<AttributeMapping> = {},
): AttributeMapping => ({ target, source, defaultValue: null, flowType: 'Always', matchingPriority: 0, ...more });
