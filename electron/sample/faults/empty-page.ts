import { delivered, jsonAnswer } from '../answer';
import { faultKind } from './fault';

/** An empty list is a lie that looks like the truth: Graph's page keeps its links, SCIM's list says that nobody is there. */
export const emptyPage = faultKind(
  'empty-page',
  'a list without its entries; its links to the next page stay',
  {},
  async (_options, serve, side) => {
    const answer = await serve();
    const page: unknown = JSON.parse(answer.body.toString() || '{}');
    const links = typeof page === 'object' && page !== null ? page : {};
    return delivered(
      side === 'entra'
        ? jsonAnswer(200, { ...links, value: [] })
        : jsonAnswer(200, { ...links, totalResults: 0, itemsPerPage: 0, startIndex: 1, Resources: [] }),
    );
  },
);
