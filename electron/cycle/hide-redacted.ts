import type { Operation } from '../../shared/decision/operation';
import { valueText } from '../../shared/expression/value';
import type { MatchStory } from '../../shared/log/steps';
import { type RedactedBy, redactedBy } from '../../shared/mapping/redacted';
import { redactedText, shownValue } from '../../shared/mapping/shown-value';
import { readPath } from '../../shared/mapping/target-path';
import { readAttribute } from '../../shared/schema/attribute-names';
import { attributesOfSource } from '../../shared/schema/graph-properties';
import type { Job } from './cycle';
import type { Evaluated } from './evaluate-person';
import { withoutSecrets } from './log-entry';

/** Shorter ones would hide ordinary words; where the place of a value is known, it is hidden by its place. */
const shortest = 3;

/**
 * Takes out of a text what the mapping redacts of this person: what is sent, what the account has there, and what it is
 * made from. A service that refuses a value likes to repeat it.
 */
export function hiderFor(
  { rules }: Pick<Job, 'rules'>,
  { story, mapped, link, resource }: Pick<Evaluated, 'story' | 'mapped' | 'link' | 'resource'>,
): ((text: string) => string) | null {
  const redacted = redactedBy(rules);
  if (!redacted.any) return null;
  const hidden = rules.mappings.filter(({ target }) => redacted.target(target));
  const subject = { person: story.person, isSoftDeleted: false, appRoles: [] };
  const texts = new Set<string>();
  const add = (text: string | null): void => {
    if (text !== null && text.length >= shortest) texts.add(text);
  };
  for (const { target, source } of hidden) {
    add(shownValue(link?.known[target] ?? null));
    if (resource !== null) add(shownValue(readPath(resource, target)));
    for (const name of attributesOfSource(source))
      if (redacted.source(name)) add(valueText(readAttribute(subject, name)));
  }
  for (const one of mapped?.values ?? []) if (one.redacted === true) add(shownValue(one.value));
  for (const one of mapped?.matching ?? []) if (one.redacted === true) add(one.value);
  for (const one of mapped?.candidates ?? []) if (one.redacted === true) one.values.forEach(add);
  // Longest first: what begins as another does must not leave its rest behind.
  const inOrder = [...texts].sort((one, other) => other.length - one.length);
  return (text) => inOrder.reduce((safe, secret) => safe.split(secret).join(redactedText), text);
}

/** Marks what must not be shown of a decision, and takes it out of the words that tell of it. */
export function hideRedacted(job: Job, evaluated: Evaluated): Evaluated {
  const hide = hiderFor(job, evaluated);
  if (hide === null) return evaluated;
  const { story, operation } = evaluated;
  return {
    ...evaluated,
    story: { ...story, match: withoutSecrets(withoutValues(story.match, redactedBy(job.rules)), hide) },
    operation: marked(job, operation, hide),
  };
}

function withoutValues(match: MatchStory, redacted: RedactedBy): MatchStory {
  switch (match.kind) {
    case 'found':
      return redacted.target(match.attribute) ? { ...match, value: redactedText } : match;
    case 'none':
      return {
        ...match,
        asked: match.asked.map((one) => (redacted.target(one.path) ? { ...one, value: redactedText } : one)),
      };
    default:
      return match;
  }
}

function marked({ rules }: Job, operation: Operation, hide: (text: string) => string): Operation {
  const redacted = redactedBy(rules);
  const mark = <One extends { readonly path: string }>(one: One): One =>
    redacted.target(one.path) ? { ...one, redacted: true } : one;
  switch (operation.action) {
    case 'create':
      return { ...operation, values: operation.values.map(mark) };
    case 'update':
    case 'enable':
    case 'disable':
      return { ...operation, changes: operation.changes.map(mark) };
    case 'refuse':
      return { ...operation, problem: withoutSecrets(operation.problem, hide) };
    case 'link':
    case 'delete':
    case 'none':
      return operation;
  }
}
