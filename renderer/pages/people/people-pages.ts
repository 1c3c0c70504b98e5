import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListedPerson, PeopleCounts, ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import type { PeoplePlace } from './people-address';

const pageRows = 100;
/** Kept around the place on screen; the others are asked for again when they come near. */
const keptPages = 6;

interface Known {
  readonly key: string;
  readonly total: number | null;
  readonly counts: PeopleCounts | null;
  readonly pages: ReadonlyMap<number, readonly ListedPerson[]>;
  readonly error: ProblemWords | null;
}

export interface PeoplePages {
  /** null until the first answer to what is asked now. */
  readonly total: number | null;
  /** Of the last answer, whatever it was about, so that the chips do not jump. */
  readonly counts: PeopleCounts | null;
  readonly error: ProblemWords | null;
  readonly rowAt: (index: number) => ListedPerson | null;
  readonly need: (first: number, last: number) => void;
  /** Asks again for what is on screen; until it is there the list stays as it was. */
  readonly refresh: () => void;
}

/** The people by pages of 100: ten thousand open as fast as ten. */
export function usePeoplePages(job: string, { text, state }: PeoplePlace): PeoplePages {
  const key = JSON.stringify([job, state, text]);
  const [known, setKnown] = useState<Known>({ key, total: null, counts: null, pages: new Map(), error: null });
  const request = useRef({ key, job, state, text });
  request.current = { key, job, state, text };
  const asked = useRef(new Set<number>());
  const centre = useRef(0);

  const fetchPage = useCallback(async (page: number, ofKey = request.current.key) => {
    const { job: ofJob, state: ofState, text: ofText } = request.current;
    const of = { job: ofJob, state: ofState, text: ofText };
    asked.current.add(page);
    const reply = await call('people.page', { ...of, offset: page * pageRows, limit: pageRows });
    if (request.current.key !== ofKey) return;
    if (!reply.ok) {
      asked.current.delete(page);
      setKnown((before) =>
        before.key === ofKey
          ? { ...before, error: reply.error }
          : { ...before, key: ofKey, total: null, pages: new Map(), error: reply.error },
      );
      return;
    }
    const { total, rows, counts } = reply.value;
    setKnown((before) => {
      const pages = new Map(before.key === ofKey ? before.pages : []);
      pages.set(page, rows);
      for (const other of [...pages.keys()])
        if (Math.abs(other - centre.current) > keptPages) {
          pages.delete(other);
          asked.current.delete(other);
        }
      return { key: ofKey, total, counts, pages, error: null };
    });
  }, []);

  useEffect(() => {
    asked.current = new Set();
    centre.current = 0;
    void fetchPage(0, key);
  }, [key, fetchPage]);

  const need = useCallback(
    (first: number, last: number) => {
      centre.current = Math.floor(Math.max(0, first) / pageRows);
      for (let page = centre.current; page <= Math.floor(Math.max(0, last) / pageRows); page += 1)
        if (!asked.current.has(page)) void fetchPage(page);
    },
    [fetchPage],
  );

  const refresh = useCallback(() => {
    const near = [centre.current, centre.current + 1].filter((page) => asked.current.has(page));
    asked.current = new Set(near);
    for (const page of near.length === 0 ? [0] : near) void fetchPage(page);
  }, [fetchPage]);

  const current = known.key === key;
  return {
    total: current ? known.total : null,
    counts: known.counts,
    error: current ? known.error : null,
    rowAt: (index) => (current ? (known.pages.get(Math.floor(index / pageRows))?.[index % pageRows] ?? null) : null),
    need,
    refresh,
  };
}
