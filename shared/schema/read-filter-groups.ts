import { z } from 'zod';
import type { FilterGroup } from '../mapping/rules';
import { failure, type Outcome, success } from '../outcome';
import { readGroup } from './read-schema';
import { filterGroup } from './synchronization-schema';

/** Reads the filters of the settings' scope, which have the shape of the schema's scope: AND within, OR between. */
export function readFilterGroups(json: readonly unknown[], path: string): Outcome<readonly FilterGroup[]> {
  const parsed = z.array(filterGroup).safeParse(json);
  if (parsed.success) return success(parsed.data.map(readGroup));
  const [issue] = parsed.error.issues;
  const at = issue === undefined ? path : [path, ...issue.path.map(String)].join('.');
  return failure({
    kind: 'schema-wrong',
    path: at,
    detail: issue === undefined ? 'It cannot be read.' : `${issue.message} is needed.`,
  });
}
