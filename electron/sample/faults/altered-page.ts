import { z } from 'zod';
import { delivered, jsonAnswer } from '../answer';
import { faultKind } from './fault';

const page = z.looseObject({ value: z.array(z.record(z.string(), z.unknown())) });

/** Graph's page as a throttled, half broken or no longer permitted read makes it: whole to look at, and not true. */
export const alteredPage = faultKind(
  'altered-page',
  'a page of Graph with fewer entries, without a property, or with links that lead nowhere or back',
  {
    /** So many of the entries stay, from the first; null: all. */
    keep: z.number().int().min(0).nullable().default(null),
    /** `lost`: neither a next page nor an end; `last`: the list seems to end here; `back`: the next page is this one again. */
    links: z.enum(['kept', 'lost', 'last', 'back']).default('kept'),
    /** Properties that every entry lacks, or has as null. */
    without: z.array(z.string()).default([]),
    as: z.enum(['absent', 'null']).default('absent'),
  },
  async ({ keep, links, without, as }, serve, _side, url) => {
    const answer = await serve();
    const read = page.safeParse(JSON.parse(answer.body.toString() || '{}'));
    if (!read.success) return delivered(answer);
    const value = read.data.value.slice(0, keep ?? undefined).map((entry) => {
      const rest = Object.entries(entry).filter(([name]) => as === 'null' || !without.includes(name));
      return Object.fromEntries(rest.map(([name, held]) => [name, without.includes(name) ? null : held]));
    });
    const changed: Record<string, unknown> = { ...read.data, value };
    if (links === 'lost') delete changed['@odata.deltaLink'];
    if (links !== 'kept') delete changed['@odata.nextLink'];
    if (links === 'back') changed['@odata.nextLink'] = new URL(url, String(changed['@odata.context'])).href;
    return delivered(jsonAnswer(answer.status, changed));
  },
);
