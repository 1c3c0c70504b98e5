import { attributesIn, type Expression, partsOf } from '../expression/expression';
import { findFunction } from '../expression/functions';
import { parameterAt } from '../expression/functions/function-row';
import { parseExpression } from '../expression/parse';
import { printExpression } from '../expression/print';
import type { Profile } from '../profiles/profile';
import { findSourceAttribute, readAttribute } from '../schema/attribute-names';
import type { TrialPerson } from './open-trial';
import type { MappingSource } from './rules';
import { findTargetAttribute, foldPath } from './target-attribute';
import type { OpenViolation } from './trial-violations';

/** An expression that may mend a violation; what it really gives is proved on everybody before it is offered. */
export interface Proposal {
  readonly text: string;
  /** It gives other values to people whom nothing is wrong with as well; they then have to be allowed too. */
  readonly changesOthers: boolean;
}

/** As many people get a value of their own by name; for more a rule must be found that holds for all. */
const mostNamed = 20;

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** The mapping of now as an expression; null: it gives nothing. */
export function sourceText(source: MappingSource): string | null {
  switch (source.kind) {
    case 'direct':
      return `[${source.attribute}]`;
    case 'constant':
      return quoted(source.value);
    case 'expression': {
      const { tree } = parseExpression(source.text);
      return tree === null ? null : printExpression(tree);
    }
    case 'none':
      return null;
  }
}

/** Candidates in the order in which they are tried: what changes least comes first. */
export function proposeFixes(
  violation: OpenViolation,
  profile: Profile,
  isRead: (attribute: string) => boolean,
): readonly Proposal[] {
  const source = violation.mapping === null ? null : sourceText(violation.mapping.source);
  const proposals = source === null ? withoutSource(violation, profile) : withSource(violation, source, profile);
  const seen = new Set<string>([source ?? '']);
  return proposals.flatMap(({ text, changesOthers }) => {
    const { tree } = parseExpression(text);
    const printed = tree === null ? '' : printExpression(tree);
    if (tree === null || seen.has(printed)) return [];
    // What nobody read is empty for everybody here, and perhaps not in the directory: nothing is proved with it.
    if (attributesIn(tree).some(({ name }) => !isRead(name))) return [];
    seen.add(printed);
    return [{ text: printed, changesOthers }];
  });
}

const quiet = (text: string): Proposal => ({ text, changesOthers: false });
const general = (text: string): Proposal => ({ text, changesOthers: true });

function withSource(violation: OpenViolation, source: string, profile: Profile): readonly Proposal[] {
  switch (violation.kind) {
    case 'too-long':
      return shorter(violation, source);
    case 'shared':
      return toldApart(violation, source, findTargetAttribute(profile, violation.path)?.maxLength ?? null);
    case 'missing':
      return others(violation, profile).flatMap((other) => [
        quiet(`Coalesce(${source}, ${other})`),
        quiet(`Switch(${source}, ${source}, "", ${other})`),
      ]);
    case 'refused-type':
      return otherType(violation, source);
    case 'failed':
      return guarded(violation, source, profile);
  }
}

const withoutSource = (violation: OpenViolation, profile: Profile): readonly Proposal[] =>
  violation.kind === 'missing' ? others(violation, profile).map(general) : [];

const local = (source: string): string => `Word(${source}, 1, "@")`;
const domain = (source: string): string => `Word(${source}, 2, "@")`;
const address = (name: string, source: string): string => `Join("@", ${name}, ${domain(source)})`;

/** What tells one person from another, and how many characters it has. Only what everybody of the sample has. */
function marks({ sample }: OpenViolation): readonly { readonly text: string; readonly length: number }[] {
  const numbers = sample.map(({ subject }) => readAttribute(subject, 'employeeId'));
  const lengths = numbers.map((number) => (typeof number === 'string' ? number.length : 0));
  return [
    ...(lengths.length > 0 && lengths.every((length) => length > 0)
      ? [{ text: '[employeeId]', length: Math.max(...lengths) }]
      : []),
    { text: 'Left([objectId], 4)', length: 4 },
    { text: 'Left([objectId], 8)', length: 8 },
  ];
}

/** Only values over the limit are shortened; of an address the domain stays. */
function shorter(violation: OpenViolation, source: string): readonly Proposal[] {
  const { limit } = violation;
  const only = (fixed: string): Proposal => quiet(`IIF(Len(${source}) > ${limit}, ${fixed}, ${source})`);
  const shortened = [
    `Left(${source}, ${limit})`,
    ...marks(violation)
      .filter(({ length }) => length < limit)
      .map(({ text, length }) => `Append(Left(${source}, ${limit - length}), ${text})`),
  ];
  if (violation.domain === null) return shortened.map(only);
  const room = limit - violation.domain - 1;
  if (room < 1) return [address('[mailNickname]', source), '[mailNickname]', ...shortened].map(only);
  return [
    address(`Left(${local(source)}, ${room})`, source),
    address('[mailNickname]', source),
    address('NormalizeDiacritics(StripSpaces(Append(Left([givenName], 1), [surname])))', source),
    ...marks(violation)
      .filter(({ length }) => length < room)
      .map(({ text, length }) => address(`Append(Left(${local(source)}, ${room - length}), ${text})`, source)),
  ].map(only);
}

/** Whoever has the account keeps the value; the others get something of their own. */
function toldApart(violation: OpenViolation, source: string, limit: number | null): readonly Proposal[] {
  const room = limit === null ? null : violation.domain === null ? limit : limit - violation.domain - 1;
  const whole = violation.domain === null ? source : local(source);
  const distinct = marks(violation).flatMap(({ text, length }) => [
    `Append(${whole}, ${text})`,
    ...(room !== null && length < room ? [`Append(Left(${whole}, ${room - length}), ${text})`] : []),
  ]);
  const values = violation.domain === null ? distinct : distinct.map((name) => address(name, source));
  const names = ['[userPrincipalName]', '[mail]', '[mailNickname]', '[objectId]'];
  if (violation.losers.size > mostNamed)
    return ['[userPrincipalName]', ...fittingName(violation, limit), ...names, ...values].map(general);
  const keyed = (value: string): Proposal =>
    quiet(`Switch([objectId], ${source}${[...violation.losers].map((id) => `, ${quoted(id)}, ${value}`).join('')})`);
  return [...values.map(keyed), ...names.map(keyed)];
}

/** userPrincipalName, shortened where it does not fit; the domain stays. */
function fittingName({ sample }: OpenViolation, limit: number | null): readonly string[] {
  const upn = '[userPrincipalName]';
  const longest = Math.max(0, ...sample.map(({ subject }) => domainLength(subject)));
  if (limit === null || longest === 0 || limit - longest < 2) return [];
  return [`IIF(Len(${upn}) > ${limit}, ${address(`Left(${local(upn)}, ${limit - longest - 1})`, upn)}, ${upn})`];
}

function domainLength(subject: TrialPerson['subject']): number {
  const name = readAttribute(subject, 'userPrincipalName');
  return typeof name === 'string' ? name.length - name.lastIndexOf('@') - 1 : 0;
}

/** Attributes that may stand in for one that is empty. */
function others(violation: OpenViolation, profile: Profile): readonly string[] {
  const folded = foldPath(violation.path);
  const limit = findTargetAttribute(profile, violation.path)?.maxLength ?? null;
  if (folded === 'active') return ['Not([IsSoftDeleted])'];
  if (folded === 'username' || folded === 'externalid')
    return ['[userPrincipalName]', ...fittingName(violation, limit), '[mail]', '[mailNickname]', '[objectId]'];
  if (folded.startsWith('emails')) return ['[mail]', '[userPrincipalName]'];
  const names = ['[displayName]', '[mailNickname]', '[userPrincipalName]', '[objectId]'];
  if (folded === 'name.givenname') return ['Word([displayName], 1, " ")', ...names];
  if (folded === 'name.familyname') return ['Word([displayName], 2, " ")', ...names];
  return names;
}

function otherType({ path, first }: OpenViolation, source: string): readonly Proposal[] {
  const expected = first?.kind === 'value-type' ? first.expected : '';
  if (expected === 'a whole number') return [quiet(`Replace(${source}, , "\\\\D", , "", , )`)];
  if (expected === 'True or False') {
    // Whoever has no value stays without one now, and would get one.
    if (foldPath(path) === 'active') return [general('Not([IsSoftDeleted])')];
    return [quiet(`CBool(${source})`), quiet(`Switch(${source}, CBool(${source}), "", IgnoreFlowIfNullOrEmpty(""))`)];
  }
  if (expected === 'a single value') return [quiet(`Item(${source}, 1)`), quiet(`Join(", ", ${source})`)];
  return [quiet(`SingleAppRoleAssignment(${source})`)];
}

/** An expression fails on what is not there, or on a list where one text is wanted. */
function guarded(violation: OpenViolation, source: string, profile: Profile): readonly Proposal[] {
  const { tree } = parseExpression(source);
  if (tree === null || violation.mapping?.source.kind !== 'expression') return [];
  const required = findTargetAttribute(profile, violation.path)?.required ?? false;
  const instead = required ? others(violation, profile) : ['IgnoreFlowIfNullOrEmpty("")'];
  const attributes = [...new Set(nodesOf(tree).flatMap((node) => (node.kind === 'attribute' ? [node.name] : [])))];
  const singles = printExpression(withSingles(tree, false));
  return [
    ...(singles === source ? [] : [quiet(singles)]),
    ...itemGuards(tree).flatMap((guard) => instead.map((other) => quiet(`IIF(${guard}, ${source}, ${other})`))),
    ...attributes
      .slice(0, 4)
      .flatMap((name) => instead.map((other) => quiet(`Switch([${name}], ${source}, "", ${other})`))),
  ];
}

const nodesOf = (node: Expression): readonly Expression[] => [node, ...partsOf(node).flatMap(nodesOf)];

/** `Item(list, 2)` asks for at least two. */
const itemGuards = (tree: Expression): readonly string[] =>
  nodesOf(tree).flatMap((node) => {
    if (node.kind !== 'call' || node.name !== 'Item') return [];
    const [list, place] = node.arguments;
    if (list === undefined || list === null || place?.kind !== 'number') return [];
    return [`Count(${printExpression(list)}) >= ${place.text}`];
  });

/** The first value of a list wherever a function takes one text. */
function withSingles(node: Expression, takesText: boolean): Expression {
  const { range } = node;
  if (node.kind === 'attribute' && takesText && findSourceAttribute(node.name)?.type === 'list')
    return {
      kind: 'call',
      name: 'Item',
      nameRange: range,
      range,
      arguments: [node, { kind: 'number', value: 1, text: '1', range }],
    };
  if (node.kind !== 'call') return node;
  const row = findFunction(node.name);
  return {
    ...node,
    arguments: node.arguments.map((argument, place) =>
      argument === null ? null : withSingles(argument, row !== undefined && parameterAt(row, place)?.type === 'text'),
    ),
  };
}
