import { callsInText } from '../expression/calls-in';
import { attributesIn } from '../expression/expression';
import { findSourceAttribute } from '../schema/attribute-names';
import type { Rules } from './rules';
import { foldPath } from './target-attribute';

/** What is never shown under these rules: neither what the target has there, nor what it had, nor where it comes from. */
export interface RedactedBy {
  /** False: everything is shown. */
  readonly any: boolean;
  readonly target: (path: string) => boolean;
  /** A source attribute, by its schema name, that a mapping reads inside `Redact`. */
  readonly source: (attribute: string) => boolean;
  /** The same by the property of Microsoft Graph. */
  readonly property: (name: string) => boolean;
}

const known = new WeakMap<Rules['mappings'], RedactedBy>();

/**
 * Whatever a mapping with `Redact` fills is hidden as a whole, also where a branch without it was taken: an older value may
 * have come through the other one.
 */
export function redactedBy({ mappings }: Pick<Rules, 'mappings'>): RedactedBy {
  const before = known.get(mappings);
  if (before !== undefined) return before;
  const targets = new Set<string>();
  const sources = new Set<string>();
  const properties = new Set<string>();
  for (const { source, target } of mappings) {
    const calls = source.kind === 'expression' ? callsInText(source.text, 'Redact') : [];
    if (calls.length > 0) targets.add(foldPath(target));
    for (const { name } of calls.flatMap(attributesIn)) {
      const row = findSourceAttribute(name);
      if (row === null) continue;
      sources.add(row.name);
      if (row.graphProperty !== null) properties.add(row.graphProperty);
    }
  }
  const made: RedactedBy = {
    any: targets.size > 0,
    target: (path) => targets.has(foldPath(path)),
    source: (attribute) => sources.has(findSourceAttribute(attribute)?.name ?? attribute),
    property: (name) => properties.has(name),
  };
  known.set(mappings, made);
  return made;
}
