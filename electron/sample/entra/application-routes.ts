import { type Answer, jsonAnswer } from '../answer';
import { type ApplicationData, defaultAccessRole } from '../company';
import type { AppRoleAssignment, Directory } from './directory';
import { notFound } from './graph-refusal';
import { allowOnly, type GraphRequest, listPage } from './graph-request';
import { countWanted, matching } from './user-routes';

/** `GET /servicePrincipals`. */
export function listApplications(request: GraphRequest): Answer {
  allowOnly(request, ['$select', '$top', '$filter', '$search', '$count', '$orderby', '$skiptoken']);
  const found = matching(request, allApplications(request.directory), (application, property) => {
    return property === 'id' || property === 'appId' || property === 'displayName' ? application[property] : undefined;
  });
  const { items, nextLink } = listPage(request, found);
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#servicePrincipals`,
    ...(countWanted(request) ? { '@odata.count': found.length } : {}),
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: items.map((application) => selected(request, application)),
  });
}

/** `GET /servicePrincipals/{id}` and `GET /servicePrincipals(appId='…')`. */
export function getApplication(request: GraphRequest, id: string): Answer {
  allowOnly(request, ['$select']);
  const context = `${request.root}/$metadata#servicePrincipals/$entity`;
  return jsonAnswer(200, { '@odata.context': context, ...selected(request, applicationOf(request, id)) });
}

/** `GET /servicePrincipals/{id}/appRoleAssignedTo`: people and groups mixed, told apart by principalType. */
export function listAssignments(request: GraphRequest, id: string): Answer {
  allowOnly(request, ['$select', '$top', '$count', '$skiptoken']);
  const application = applicationOf(request, id);
  const isBlueJeans = application.id === request.directory.company.application.id;
  const all = isBlueJeans ? [...request.directory.assignments.values()] : [];
  const present = all.filter(({ principalId }) => request.directory.isPresent(principalId));
  const { items, nextLink } = listPage(request, present);
  return jsonAnswer(200, {
    '@odata.context': `${request.root}/$metadata#appRoleAssignments`,
    ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
    value: items.map((assignment) => shownAssignment(request.directory, application, assignment)),
  });
}

/** BlueJeans and the application that Inseam itself signs in as: a search finds more than the one that is wanted. */
function allApplications({ company, appRoles }: Directory): ApplicationData[] {
  const inseam = { id: company.tenantId.replace(/^.{8}/, '1e5ea900'), appId: company.clientId };
  return [
    { ...company.application, appRoles },
    { ...inseam, displayName: 'Inseam', appRoles: [] },
  ];
}

function applicationOf(request: GraphRequest, id: string): ApplicationData {
  const wanted = id.toLowerCase();
  const found = allApplications(request.directory).find((one) => one.id === wanted || `appid=${one.appId}` === wanted);
  if (found === undefined) throw notFound(id);
  return found;
}

function selected(request: GraphRequest, application: ApplicationData): object {
  const whole: Record<string, unknown> = {
    id: application.id,
    appId: application.appId,
    displayName: application.displayName,
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appRoleAssignmentRequired: true,
    appRoles: [...application.appRoles.map((role) => ({ ...role, allowedMemberTypes: ['User'], isEnabled: true }))],
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  };
  const names = request.query.get('$select')?.split(',') ?? Object.keys(whole);
  return Object.fromEntries(names.flatMap((name) => (name in whole ? [[name, whole[name]]] : [])));
}

function shownAssignment(directory: Directory, application: ApplicationData, assignment: AppRoleAssignment): object {
  const group = directory.groups.get(assignment.principalId);
  const principal = group ?? directory.users.get(assignment.principalId);
  return {
    id: assignment.id,
    deletedDateTime: null,
    appRoleId: assignment.appRoleId || defaultAccessRole,
    createdDateTime: assignment.createdAt,
    principalDisplayName: principal?.properties['displayName'] ?? null,
    principalId: assignment.principalId,
    principalType: group === undefined ? 'User' : 'Group',
    resourceDisplayName: application.displayName,
    resourceId: application.id,
  };
}
