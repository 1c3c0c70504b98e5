import express from 'express';
import SCIMMY from 'scimmy';
import SCIMMYRouters from 'scimmy-routers';
import type { Serve } from '../answer';
import { type AccountRow, type AccountStore, enterpriseSchema, userSchema } from './account-store';
import { applyBlueJeansRules, blueJeansAttributes, maxUserNameLength } from './bluejeans-rules';
import { expressServe } from './express-serve';
import { isBearer } from './scim-error';

export type TargetRules = 'bluejeans' | 'none';

export interface ScimmyOptions {
  readonly store: AccountStore;
  readonly rules: TargetRules;
  /** Where the service is mounted, such as `/scim/v2`. */
  readonly path: string;
  readonly scheme: 'http' | 'https';
  /** The token of the moment: an admin call may have replaced it. */
  readonly token: () => string;
}

/**
 * scimmy and scimmy-routers, a SCIM 2.0 server by other people, over our store. scimmy keeps its resource types in one
 * global of the process: one service a process.
 */
export function scimmyService({ store, rules, path, scheme, token }: ScimmyOptions): Serve {
  declareUsers(store, rules);
  const router = new SCIMMYRouters({
    type: 'bearer',
    baseUri: (request) => `${scheme}://${request.get('host')}`,
    handler: (request) =>
      isBearer(request.get('authorization'), token()) ? '' : refuse(401, null, 'Bad or missing bearer token'),
  });
  // After the router, which resets the configuration.
  if (rules === 'bluejeans') SCIMMY.Config.set({ bulk: false, sort: false });
  const app = express();
  app.disable('x-powered-by');
  app.use(path, router);
  const serve = expressServe(app);
  if (rules === 'none') return serve;
  return async (request) => {
    // Who holds no token learns nothing of the rules either.
    if (!isBearer(request.headers.authorization, token())) return serve(request);
    const passed = applyBlueJeansRules(request, store);
    return 'status' in passed ? passed : serve(passed);
  };
}

function declareUsers(store: AccountStore, rules: TargetRules): void {
  SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
  if (rules === 'bluejeans') {
    keepOnly(SCIMMY.Schemas.User.definition, blueJeansAttributes);
    keepOnly(SCIMMY.Schemas.EnterpriseUser.definition, ['schemas', 'id', 'meta', 'manager', 'manager.value']);
  }
  takeAnyKindOfRole(SCIMMY.Schemas.User.definition);
  SCIMMY.Resources.declare(SCIMMY.Resources.User, {
    egress: ({ id, filter }: { id?: string; filter?: { match(rows: AccountRow[]): AccountRow[] } }) => {
      if (id !== undefined) return store.get(id) ?? refuse(404, null, `Resource ${id} not found`);
      return filter === undefined ? store.all() : filter.match(store.all());
    },
    ingress: ({ id }: { id?: string }, instance: unknown) => {
      if (id !== undefined && store.get(id) === undefined) refuse(404, null, `Resource ${id} not found`);
      const resource = JSON.parse(JSON.stringify(instance)) as Record<string, unknown>;
      if (rules === 'bluejeans') refuseWhatBlueJeansRefuses(resource);
      const row = store.write(withUsedSchemas(resource), id);
      return row === 'taken' ? refuse(409, 'uniqueness', 'userName is taken') : row;
    },
    degress: ({ id }: { id?: string }) => {
      if (id === undefined || !store.remove(id)) refuse(404, null, `Resource ${id} not found`);
    },
  });
}

/** scimmy reads "no vocabulary is specified" (RFC 7643 section 4.1.2) as "no word is allowed". */
function takeAnyKindOfRole({ attributes }: SCIMMY.Types.SchemaDefinition): void {
  for (const attribute of attributes) {
    if (!(attribute instanceof SCIMMY.Types.Attribute) || attribute.name !== 'roles') continue;
    for (const part of attribute.subAttributes ?? []) if (part.name === 'type') part.config.canonicalValues = false;
  }
}

function refuseWhatBlueJeansRefuses(resource: Readonly<Record<string, unknown>>): void {
  const length = [...String(resource['userName'] ?? '')].length;
  if (length > maxUserNameLength) {
    refuse(400, 'invalidValue', `userName has ${length} characters, at most ${maxUserNameLength} are allowed`);
  }
  for (const name of ['emails', 'phoneNumbers']) {
    const elements: unknown = resource[name];
    const types = Array.isArray(elements) ? elements.map((element: { type?: unknown }) => element.type) : [];
    if (types.some((type) => type !== undefined && type !== 'work')) {
      refuse(400, 'invalidValue', `${name} has elements of other types than work`);
    }
  }
}

/** The URN of the extension is listed only where the resource has some of it. */
function withUsedSchemas(resource: Record<string, unknown>): Record<string, unknown> {
  const isExtended = resource[enterpriseSchema] !== undefined;
  return { ...resource, schemas: isExtended ? [userSchema, enterpriseSchema] : [userSchema] };
}

/** Takes away all other attributes of a schema, and of its complex attributes those that are named with a dot. */
function keepOnly(definition: SCIMMY.Types.SchemaDefinition, kept: readonly string[]): void {
  for (const attribute of [...definition.attributes]) {
    if (!(attribute instanceof SCIMMY.Types.Attribute)) continue;
    if (!kept.includes(attribute.name)) {
      definition.truncate(attribute);
      continue;
    }
    const isPartly = kept.some((name) => name.startsWith(`${attribute.name}.`));
    for (const part of isPartly ? [...(attribute.subAttributes ?? [])] : []) {
      if (!kept.includes(`${attribute.name}.${part.name}`)) attribute.truncate(part);
    }
  }
}

function refuse(status: number, scimType: string | null, detail: string): never {
  throw new SCIMMY.Types.Error(status, scimType as string, detail);
}
