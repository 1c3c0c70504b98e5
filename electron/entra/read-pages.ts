import { z } from 'zod';
import type { Problem } from '../../shared/log/problem';
import { type GraphConnection, type GraphQuestion, getGraph } from './graph-request';
import { watchLinks } from './watch-links';

/**
 * Follows `@odata.nextLink` to the end; extra headers are sent with every page (Microsoft Graph, "paging"). `missing` is
 * the problem of a 404.
 */
export async function* readPages<Item extends z.ZodType>(
  connection: GraphConnection,
  question: GraphQuestion,
  item: Item,
  missing: Problem,
): AsyncGenerator<z.infer<Item>[]> {
  const shape = z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });
  let path: string | undefined = question.path;
  const watch = watchLinks();
  while (path !== undefined) {
    watch(path);
    const page: z.infer<typeof shape> = await getGraph(connection, { ...question, path }, shape, missing);
    yield page.value;
    path = page['@odata.nextLink'];
  }
}
