import { type AppRole, type ComplexRoles, roleName, type Value } from '../value';
import { type Argument, asRoles, type FunctionRow } from './function-row';

const attribute = {
  name: 'attribute',
  type: 'roles',
  help: 'Always [appRoleAssignments]: the roles a person was given in this application.',
} as const;

const twoRoles: readonly AppRole[] = [
  { id: '06b07648-ecfe-589f-9d2f-6325724a46ee', value: 'Admin', displayName: 'Administrator' },
  { id: '06b07648-ecfe-599f-9d2f-6325724a46ee', value: 'User', displayName: 'User' },
];

/** A role with neither value nor display name cannot be sent by any name. */
const named = (roles: Argument): (readonly [AppRole, string])[] =>
  asRoles(roles).roles.flatMap((role) => {
    const name = roleName(role);
    return name === null ? [] : [[role, name] as const];
  });

const common = { type: 'WindowsAzureActiveDirectoryRole', primary: false } as const;

function complexRoles(mode: 'add' | 'replace', given: Argument): Value {
  const roles = named(given);
  if (roles.length === 0) return null;
  const complex: ComplexRoles = {
    mode,
    roles: roles.map(([role, value]) => {
      const shown = role.displayName ?? value;
      return mode === 'add' ? { ...common, displayName: shown, value } : { ...common, display: shown, value };
    }),
    assigned: roles.map(([role]) => role),
  };
  return complex;
}

/** The role functions, entra-mapping-language.md 1.9. They need a scope of assigned people: others have no roles. */
export const roleFunctions: readonly FunctionRow[] = [
  {
    name: 'AppRoleAssignmentsComplex',
    parameters: [attribute],
    returns: 'roles',
    help: 'All roles that a person was given in this application, each with value, display name and type.',
    remarks: 'The target keeps roles that it has beside these, so a role removed in Entra ID stays there.',
    example: 'AppRoleAssignmentsComplex([appRoleAssignments])',
    exampleSource: { appRoleAssignments: { roles: twoRoles } },
    exampleResult: 'Admin, User',
    evaluate: ([roles]) => complexRoles('add', roles),
  },
  {
    name: 'AssertiveAppRoleAssignmentsComplex',
    parameters: [attribute],
    returns: 'roles',
    help: 'All roles that a person was given in this application; the target ends with exactly these.',
    remarks: 'Roles that were given in the target by hand are taken away.',
    example: 'AssertiveAppRoleAssignmentsComplex([appRoleAssignments])',
    exampleSource: { appRoleAssignments: { roles: twoRoles } },
    exampleResult: 'Admin, User',
    evaluate: ([roles]) => complexRoles('replace', roles),
  },
  {
    name: 'SingleAppRoleAssignment',
    parameters: [attribute],
    returns: 'text',
    help: 'The one role that a person was given in this application. Several roles are not supported.',
    remarks: 'The value of the role, or its display name where it has no value.',
    example: 'SingleAppRoleAssignment([appRoleAssignments])',
    exampleSource: { appRoleAssignments: { roles: twoRoles.slice(0, 1) } },
    exampleResult: 'Admin',
    evaluate: ([roles]) => named(roles)[0]?.[1] ?? null,
  },
];
