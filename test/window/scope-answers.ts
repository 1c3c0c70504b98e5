import type { DraftGroup, DraftScope, ScopeCount, ScopeFault } from '../../shared/ipc/scope-calls';
import { draftFaults } from '../../shared/scoping/draft-faults';
import { at } from './stage/oxbow';
import type { Answers } from './stage/stage';
import { draftAnswers } from './wizard-answers';

/** Oxbow's people as the scope page counts them: what a filter lets in here goes by the name of the value. */
const named = [
  ['Aoife O’Connell', 'Sales'],
  ['Chloé Lefèvre', 'Sales'],
  ['Daniel Kim', 'Sales'],
  ['Daniel Kim', 'Finance'],
  ['Grace Okafor', 'Sales'],
  ['Ivana Horvatić', 'Design'],
  ['Priya Nair', 'Research'],
  ['Søren Kjær-Nielsen', 'Research'],
  ['Tomás Ó Súilleabháin', 'Contractors-Field'],
  ['Wolfeschlegelsteinhausenbergerdorff Hubert Blaine', 'Design'],
  ['Zeynep Yılmaz', 'Design'],
  ['Élodie Marchand', 'Sales'],
  ['Łukasz Wójcik', 'Field'],
  ['山田 花子', 'Research'],
  ['محمد الحسن', ''],
] as const;
const everybody = [
  ...named,
  ...Array.from({ length: 26 }, (_, index) => [`Person ${String(index + 1).padStart(2, '0')}`, 'Operations'] as const),
].map(([name, department], index) => ({ id: `p${index}`, name, department }));

const inBefore = (name: string): boolean => !['Tomás Ó Súilleabháin', 'Élodie Marchand', 'محمد الحسن'].includes(name);

export const savedScope: DraftScope = {
  mode: 'assigned',
  servicePrincipalId: 'sp-1',
  groupIds: [],
  filters: [],
  schemaFilters: [],
};

export const group = (name: string, ...clauses: readonly (readonly [string, string, ...string[]])[]): DraftGroup => ({
  name,
  clauses: clauses.map(([attribute, operator, ...values]) => ({ attribute, operator, values })),
});

export const employees = group('Employees', ['employeeType', 'EQUALS', 'Employee'], ['mail', 'IS NOT NULL']);

/** A filter on the department lets in those of it; any other condition, everybody who is let in anyway. */
function passes(filters: readonly DraftGroup[], department: string): boolean {
  if (filters.length === 0) return true;
  return filters.some(({ clauses }) =>
    clauses.every(({ attribute, operator, values: [value = ''] }) =>
      attribute !== 'department'
        ? department !== 'Contractors-Field'
        : operator === 'REGEX MATCH'
          ? department.startsWith(value.replace('.*', ''))
          : department === value,
    ),
  );
}

export interface ScopeStage {
  readonly saved?: DraftScope;
  readonly lockedBy?: string | null;
  readonly limit?: number;
}

export function countOf(
  saved: DraftScope,
  scope: DraftScope,
  limit = 5,
): Omit<ScopeCount, 'rows' | 'matching'> & { all: ScopeCount['rows'] } {
  const all = everybody.map(({ id, name, department }): ScopeCount['rows'][number] => {
    const letIn = (of: DraftScope) =>
      name !== 'Élodie Marchand' &&
      (of.mode === 'all' || inBefore(name) || (department === 'Contractors-Field' && of.filters.length > 0)) &&
      passes(of.filters, department);
    const [was, is] = [letIn(saved), letIn(scope)];
    const moves = was === is ? null : is ? 'in' : 'out';
    const why =
      name === 'Élodie Marchand'
        ? 'Sign-in is blocked in Entra ID'
        : name === 'محمد الحسن'
          ? 'Guest, not assigned'
          : is
            ? moves === 'in'
              ? 'Passes “Long contracts”, comes in'
              : `Assigned through the group ${department === '' ? 'Users' : department}`
            : moves === 'out'
              ? `Would be disabled: department is “${department}” (EQUALS “Sales”)`
              : 'Not assigned to the application';
    return {
      personId: id,
      name,
      mail: `${id}@oxbow.example`,
      department: department === '' ? null : department,
      inScope: is,
      moves,
      disabled: moves === 'out',
      reason: why,
    };
  });
  const amount = (of: (row: (typeof all)[number]) => boolean) => all.filter(of).length;
  const was = amount((row) => (row.moves === null ? row.inScope : row.moves === 'out'));
  const disabled = amount((row) => row.disabled);
  const rank = (row: (typeof all)[number]) => (row.disabled ? 0 : row.moves === 'in' ? 1 : 2);
  return {
    people: all.length,
    inScope: amount((row) => row.inScope),
    outOfScope: amount((row) => !row.inScope),
    before: { inScope: was, outOfScope: all.length - was },
    comesIn: amount((row) => row.moves === 'in'),
    leaves: amount((row) => row.moves === 'out'),
    disabled,
    held: disabled > limit,
    ways: { direct: 3, groups: 4 },
    readAt: at('14:02'),
    all: [...all].sort((one, other) => rank(one) - rank(other)),
  };
}

/** A scope that keeps what it is told, counted as the main process would. */
export function scopeAnswers(
  { saved = savedScope, lockedBy = null, limit = 50 }: ScopeStage = {},
  more: Answers = {},
): Answers {
  const kept = { scope: saved };
  const faultsOf = (scope: DraftScope): ScopeFault[] => draftFaults(scope).map((fault) => ({ ...fault }));
  const wrong = (faults: readonly ScopeFault[]) => faults.some(({ severity }) => severity === 'error');
  return draftAnswers(
    { setupStep: null, tokenState: 'set' },
    {
      'scope.get': () => ({
        scope: kept.scope,
        attributes: [
          { name: 'department', label: 'Department', type: 'text' },
          { name: 'employeeType', label: 'Employee type', type: 'text' },
          { name: 'mail', label: 'Mail', type: 'text' },
          { name: 'jobTitle', label: 'Job title', type: 'text' },
          { name: 'accountEnabled', label: 'Account is enabled', type: 'boolean' },
        ],
        operators: [
          { name: 'EQUALS', operand: 'text' },
          { name: 'NOT EQUALS', operand: 'text' },
          { name: 'IS NOT NULL', operand: 'none' },
          { name: 'REGEX MATCH', operand: 'pattern' },
          { name: 'Greater_Than', operand: 'integer' },
        ],
        lockedBy,
      }),
      'scope.count': ({ scope, search, offset, limit: rows }) => {
        const faults = faultsOf(scope);
        if (wrong(faults)) return { counted: null, faults, problem: null };
        const { all, ...counted } = countOf(kept.scope, scope, limit);
        const found = all.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
        const byDepartment = scope.filters.flatMap(({ clauses }, of) =>
          clauses.flatMap(({ attribute, operator }, clause): ScopeFault[] =>
            attribute !== 'department' || operator !== 'EQUALS'
              ? []
              : [
                  {
                    list: 'filters',
                    group: of,
                    clause,
                    part: 'operand',
                    message: 'department is empty for 6 people; they fail this condition.',
                    suggestion: null,
                    severity: 'note',
                  },
                ],
          ),
        );
        return {
          counted: { ...counted, rows: found.slice(offset, offset + rows), matching: found.length },
          faults: [...faults, ...byDepartment],
          problem: null,
        };
      },
      'scope.save': ({ scope }) => {
        const faults = faultsOf(scope);
        if (wrong(faults)) return { saved: false, faults, problem: null };
        kept.scope = scope;
        return { saved: true, faults, problem: null };
      },
      ...more,
    },
  );
}
