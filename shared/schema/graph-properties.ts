import { attributesIn } from '../expression/expression';
import { parseExpression } from '../expression/parse';
import type { MappingSource, Rules } from '../mapping/rules';
import { findSourceAttribute } from './attribute-names';

/** What scope, log and window need of everybody, whatever the mapping reads. */
const always = ['id', 'accountEnabled', 'displayName', 'userPrincipalName', 'mail', 'userType', 'department'];

/** The source attributes that a mapping reads, each once. */
export function attributesOfSource(source: MappingSource): readonly string[] {
  switch (source.kind) {
    case 'direct':
      return [source.attribute];
    case 'expression': {
      const { tree } = parseExpression(source.text);
      return tree === null ? [] : [...new Set(attributesIn(tree).map((node) => node.name))];
    }
    case 'constant':
    case 'none':
      return [];
  }
}

const attributesOf = (rules: Rules): readonly string[] => [
  ...rules.mappings.flatMap((mapping) => attributesOfSource(mapping.source)),
  ...rules.filters.flatMap((group) => group.clauses.map((clause) => clause.attribute)),
];

/** Whether a mapping or a filter reads this source attribute, by whichever of its names. */
export function readsAttribute(rules: Rules, name: string): boolean {
  const wanted = findSourceAttribute(name);
  return attributesOf(rules).some((used) => findSourceAttribute(used) === wanted);
}

/**
 * The properties of a user that `$select` must name for these rules, in alphabetical order and each once; with `manager`
 * where a mapping refers to it. Filters kept outside the schema are handed in with `rules.filters`.
 */
export function graphPropertiesFor(rules: Rules): string[] {
  const used = attributesOf(rules).flatMap((name) => findSourceAttribute(name)?.graphProperty ?? []);
  return [...new Set([...always, ...used])].sort();
}
