import { z } from 'zod';
import { type GraphConnection, type GraphQuestion, getGraph } from './graph-request';

/** Follows `@odata.nextLink` to the end; extra headers are sent with every page (Microsoft Graph, "paging"). */
export async function* readPages<Item extends z.ZodType>(
  connection: GraphConnection,
  question: GraphQuestion,
  item: Item,
): AsyncGenerator<z.infer<Item>[]> {
  const shape = z.object({ value: z.array(item), '@odata.nextLink': z.string().optional() });
  let path: string | undefined = question.path;
  while (path !== undefined) {
    const page: { value: z.infer<Item>[]; '@odata.nextLink'?: string | undefined } = await getGraph(
      connection,
      { ...question, path },
      shape,
    );
    yield page.value;
    path = page['@odata.nextLink'];
  }
}
