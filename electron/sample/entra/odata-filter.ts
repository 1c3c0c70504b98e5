import type { GraphValue } from '../../../shared/person';
import { badRequest, unsupportedQuery } from './graph-refusal';

export type Holds = (read: (property: string) => GraphValue | undefined) => boolean;

/**
 * The part of OData's $filter that Graph's directory objects are asked with: eq, ne, in, startswith, and, or, not and
 * parentheses. Strings compare without case, as in the directory. Throws Graph's 400 for everything else.
 */
export function parseFilter(text: string, isAdvanced: boolean): Holds {
  const tokens = text.match(/'(?:[^']|'')*'|[(),]|[^\s(),']+/g) ?? [];
  let next = 0;

  const peek = (): string => (tokens[next] ?? '').toLowerCase();
  function take(): string {
    const token = tokens[next];
    next += 1;
    if (token === undefined) throw badRequest(`Invalid filter clause: ${text}`);
    return token;
  }
  function expect(token: string): void {
    if (take() !== token) throw badRequest(`Invalid filter clause: ${text}`);
  }

  function either(): Holds {
    const terms = [both()];
    while (peek() === 'or') {
      take();
      terms.push(both());
    }
    return (read) => terms.some((term) => term(read));
  }
  function both(): Holds {
    const terms = [one()];
    while (peek() === 'and') {
      take();
      terms.push(one());
    }
    return (read) => terms.every((term) => term(read));
  }
  function one(): Holds {
    if (peek() === '(') {
      take();
      const inner = either();
      expect(')');
      return inner;
    }
    if (peek() === 'not') {
      take();
      needsAdvanced();
      const inner = one();
      return (read) => !inner(read);
    }
    if (peek() === 'startswith') {
      take();
      expect('(');
      const property = take();
      expect(',');
      const prefix = String(literal(take())).toLowerCase();
      expect(')');
      return (read) =>
        String(read(property) ?? '')
          .toLowerCase()
          .startsWith(prefix);
    }
    return comparison(take(), take().toLowerCase());
  }
  function comparison(property: string, operator: string): Holds {
    if (operator === 'in') {
      expect('(');
      const values = [literal(take())];
      while (peek() === ',') {
        take();
        values.push(literal(take()));
      }
      expect(')');
      return (read) => values.some((value) => isEqual(read(property), value));
    }
    if (operator !== 'eq' && operator !== 'ne') throw unsupportedQuery(`Unsupported operator '${operator}' in filter`);
    const value = literal(take());
    if (operator === 'eq') return (read) => isEqual(read(property), value);
    needsAdvanced();
    return (read) => !isEqual(read(property), value);
  }
  function needsAdvanced(): void {
    if (!isAdvanced) throw unsupportedQuery('Unsupported Query. Advanced queries need ConsistencyLevel and $count.');
  }

  const holds = either();
  if (next < tokens.length) throw badRequest(`Invalid filter clause: ${text}`);
  return holds;
}

function literal(token: string): string | number | boolean | null {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  return /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : token;
}

function isEqual(left: GraphValue | undefined, right: string | number | boolean | null): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  return (left ?? null) === right;
}
