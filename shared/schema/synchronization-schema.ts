import { z } from 'zod';

/**
 * Microsoft Graph's synchronizationSchema as JSON (entra-mapping-language.md 5). Only what we read is described;
 * everything else is kept as it came, at every level, because a PUT to the service replaces the whole schema.
 */

const text = z.string();
/** v1.0 names them; JSON texts that the service embeds elsewhere number them. */
const enumeration = z.union([text, z.number().int().nonnegative()], 'a name');
/** Lists that v1.0 may leave out or send as null. */
const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();

const attributeDefinition = z.looseObject({ name: text });
const objectDefinition = z.looseObject({ name: text, attributes: list(attributeDefinition) });
const directory = z.looseObject({ name: text, objects: list(objectDefinition) });

/** An attributeMappingSource. Its parameters are sources again and are read when they are needed. */
const mappingSource = z.looseObject({
  type: enumeration.nullish(),
  name: text.nullish(),
  expression: text.nullish(),
  parameters: list(z.looseObject({ key: text.nullish(), value: z.unknown() })),
});

const attributeMapping = z.looseObject({
  targetAttributeName: text,
  source: mappingSource.nullish(),
  defaultValue: text.nullish(),
  flowType: enumeration.nullish(),
  /** Ours knows only when something changed or differs. */
  flowBehavior: enumeration.nullish(),
  exportMissingReferences: z.boolean().nullish(),
  matchingPriority: z.number().int().nonnegative().nullish(),
  /** Ours: what is done about an attribute that was changed by hand at the target. */
  inseamOnDrift: z
    .enum(['source', 'report'], 'inseamOnDrift is "source" (put back) or "report" (left alone).')
    .nullish(),
  /** Our own: what an update sends when the source is empty. */
  inseamWhenEmpty: z.enum(['leave', 'clear', 'default'], { error: 'one of "leave", "clear", "default"' }).nullish(),
});

/** What a filter has to hold, as it is said to somebody who wrote it by hand. */
const clauseShape =
  'a condition with "sourceOperandName", "operatorName" and, where the operator takes one, "targetOperand"';
const operandShape = 'an object with "values", a list of texts';
const operand = z.looseObject({ values: z.array(z.string('a text'), 'a list of texts').nullish() }, operandShape);
const clause = z.looseObject(
  {
    sourceOperandName: z.string('the name of an attribute, such as department'),
    operatorName: z.string('the name of an operator, such as EQUALS'),
    targetOperand: operand.nullish(),
  },
  clauseShape,
);
export const filterGroup = z.looseObject(
  { name: z.string('a text').nullish(), clauses: z.array(clause, 'a list of conditions').nullish() },
  'a filter with "name" and "clauses"',
);
const filter = z.looseObject({
  groups: list(filterGroup),
  inputFilterGroups: z.array(z.unknown()).nullish(),
  categoryFilterGroups: z.array(z.unknown()).nullish(),
});

const objectMapping = z.looseObject({
  name: text.nullish(),
  enabled: z.boolean().nullish(),
  flowTypes: enumeration.nullish(),
  sourceObjectName: text.nullish(),
  targetObjectName: text.nullish(),
  scope: filter.nullish(),
  attributeMappings: list(attributeMapping),
});

const synchronizationRule = z.looseObject({
  name: text.nullish(),
  priority: z.number().nullish(),
  editable: z.boolean().nullish(),
  sourceDirectoryName: text.nullish(),
  targetDirectoryName: text.nullish(),
  objectMappings: list(objectMapping),
});

export const synchronizationSchema = z.looseObject({
  directories: list(directory),
  synchronizationRules: z.array(synchronizationRule),
});

export type SynchronizationSchema = z.infer<typeof synchronizationSchema>;
export type ObjectMapping = z.infer<typeof objectMapping>;
export type AttributeMappingJson = z.infer<typeof attributeMapping>;
export type MappingSourceJson = z.infer<typeof mappingSource>;
export type FilterGroupJson = z.infer<typeof filterGroup>;
export type DirectoryJson = z.infer<typeof directory>;
export type RuleJson = z.infer<typeof synchronizationRule>;

/** Where the people's mapping lies: indexes into the document. */
export interface PeoplePlace {
  readonly rule: number;
  readonly mapping: number;
}

/** The names that the Entra directory goes by in published schemas. */
export const entraNames = new Set(['azure active directory', 'microsoft entra id']);

/**
 * The object mapping of people: in an editable rule that reads the Entra directory, by priority; an enabled one first.
 * Where no rule names that directory, any rule for users will do, since the names are the template's choice.
 */
export function findPeople(schema: SynchronizationSchema): PeoplePlace | null {
  const found = schema.synchronizationRules.flatMap((rule, ruleIndex) =>
    rule.editable === false
      ? []
      : (rule.objectMappings ?? []).flatMap((mapping, mappingIndex) =>
          mapping.sourceObjectName?.toLowerCase() === 'user'
            ? [{ place: { rule: ruleIndex, mapping: mappingIndex }, rule, enabled: mapping.enabled !== false }]
            : [],
        ),
  );
  const fromEntra = found.filter(({ rule }) => entraNames.has((rule.sourceDirectoryName ?? '').toLowerCase()));
  const [first] = (fromEntra.length > 0 ? fromEntra : found).sort(
    (left, right) =>
      Number(right.enabled) - Number(left.enabled) || (left.rule.priority ?? 0) - (right.rule.priority ?? 0),
  );
  return first?.place ?? null;
}
