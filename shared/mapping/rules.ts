/** What the admin decided: how each target attribute is filled, and who is let in by filters. Read from the schema JSON. */

/** How a mapping gets its value (entra-provisioning: Direct, Constant, Expression, None). */
export type MappingSource =
  | { readonly kind: 'direct'; readonly attribute: string }
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'none' };

/** When a mapping acts; the names of Microsoft Graph's `attributeMapping.flowType`. */
export type FlowType = 'Always' | 'ObjectAddOnly' | 'MultiValueAddOnly' | 'ValueAddOnly' | 'AttributeAddOnly';

/** When an account has something else although nothing changed in the source: put back, or only reported. */
export type OnDrift = 'source' | 'report';
/**
 * What an update sends when a person has no value any more: nothing (the service's way), the removal of what the target
 * has, or the default value.
 */
export type WhenEmpty = 'leave' | 'clear' | 'default';

export interface AttributeMapping {
  /** A SCIM attribute path such as `userName` or `emails[type eq "work"].value`. At most one mapping a path. */
  readonly target: string;
  readonly source: MappingSource;
  /** Stands in for an empty value when the account is created, and only then, unless `whenEmpty` says otherwise. */
  readonly defaultValue: string | null;
  readonly flowType: FlowType;
  /** 0: not a matching attribute; above 0: the order of matching, lowest first. */
  readonly matchingPriority: number;
  /** Absent: `source`. */
  readonly onDrift?: OnDrift;
  /** Absent: left. */
  readonly whenEmpty?: WhenEmpty | undefined;
}

/** Portal's "Target object actions" (Graph's `objectMapping.flowTypes`). */
export interface ObjectActions {
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
}

export interface FilterClause {
  readonly attribute: string;
  /** As spelt in the file; operators.ts maps spellings to meanings. */
  readonly operator: string;
  readonly values: readonly string[];
}

/** Clauses are AND-ed within a group, groups are OR-ed. */
export interface FilterGroup {
  readonly name: string;
  readonly clauses: readonly FilterClause[];
}

export interface Rules {
  readonly mappings: readonly AttributeMapping[];
  readonly actions: ObjectActions;
  readonly filters: readonly FilterGroup[];
}
