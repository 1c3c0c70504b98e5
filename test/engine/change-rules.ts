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
