import type { PeopleChip } from '../../../shared/ipc/contract';
import { addressOf } from '../../shell/route';
import { peopleChips } from '../../words/people';

/** What the address of the list says. */
export interface PeoplePlace {
  readonly text: string;
  readonly state: PeopleChip;
}

export const readPeoplePlace = (query: URLSearchParams): PeoplePlace => ({
  text: (query.get('q') ?? '').slice(0, 200),
  state: peopleChips.find((chip) => chip === query.get('state')) ?? 'everyone',
});

export const peopleAddress = (job: string, { text, state }: PeoplePlace): string =>
  addressOf(job, 'people', [], { q: text, state: state === 'everyone' ? null : state });

export const personAddress = (job: string, id: string): string => addressOf(job, 'people', [id]);
