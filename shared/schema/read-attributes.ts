import type { Rules } from '../mapping/rules';
import { findSourceAttribute } from './attribute-names';
import { attributesOfSource } from './graph-properties';

/** The source attributes that mappings and filters read, each once, in the service's spelling. Unknown ones are left out. */
export const readAttributes = (rules: Rules): readonly string[] => [
  ...new Set(
    [
      ...rules.mappings.flatMap(({ source }) => attributesOfSource(source)),
      ...rules.filters.flatMap(({ clauses }) => clauses.map(({ attribute }) => attribute)),
    ].flatMap((name) => findSourceAttribute(name)?.name ?? []),
  ),
];
