import { roleName } from '../value';
import { asRoles, type FunctionRow } from './function-row';

/** The role functions, entra-mapping-language.md 1.9. They need a scope of assigned people: others have no roles. */
export const roleFunctions: readonly FunctionRow[] = [
  {
    name: 'SingleAppRoleAssignment',
    parameters: [{ name: 'attribute', type: 'roles' }],
    returns: 'text',
    help: 'The one role that a person was given in this application. Several roles are not supported.',
    example: 'SingleAppRoleAssignment([appRoleAssignments])',
    evaluate: ([attribute]) => {
      const first = asRoles(attribute).roles.find((role) => roleName(role) !== null);
      return first === undefined ? null : roleName(first);
    },
  },
];
