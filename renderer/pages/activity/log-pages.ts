import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogFilter, LogLine, ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';

export const pageLines = 200;
/** Kept around the place on screen; the others are asked for again when they come near. */
const keptPages = 4;

interface Known {
  readonly key: string;
  /** Lines at the moment the list was opened or last refreshed; null until the first answer. */
  readonly total: number | null;
  readonly people: number;
  readonly pages: ReadonlyMap<number, readonly LogLine[]>;
  readonly error: ProblemWords | null;
}

export interface LogPages {
  readonly total: number | null;
  readonly people: number;
  readonly error: ProblemWords | null;
  /** Lines that came on top since, while the list keeps still. */
  readonly newer: number;
  readonly lineAt: (index: number) => LogLine | null;
  /** Asks for what is not there yet between two lines. */
  readonly need: (first: number, last: number) => void;
  /** Looks at the top anew: `take` shows what is there, else it is only counted in `newer`. */
  readonly look: (take: boolean) => void;
  readonly retry: () => void;
}

const nothing = (key: string): Known => ({ key, total: null, people: 0, pages: new Map(), error: null });

/**
 * The log by pages of 200 lines. The log grows on top, so a line's place moves down while somebody reads: what the list
 * shows stays as it was opened, and a page asked for later is looked for as many lines further down as have come since.
 */
export function useLogPages(job: string, filter: LogFilter): LogPages {
  const key = JSON.stringify([job, filter]);
  const [known, setKnown] = useState<Known>(() => nothing(key));
  const [newer, setNewer] = useState(0);
  /** Lines that came since `total` was taken, as far as the last answer told. */
  const drift = useRef(0);
  const asked = useRef(new Set<number>());
  const centre = useRef(0);
  const current = useRef({ key, job, filter });
  current.current = { key, job, filter };
  const snapshot = useRef<Known>(known);
  snapshot.current = known;

  const ask = useCallback(async (offset: number, limit: number) => {
    const { job: ofJob, filter: by } = current.current;
    return call('log.page', { job: ofJob, filter: by, offset, limit });
  }, []);

  const open = useCallback(
    async (ofKey: string) => {
      const reply = await ask(0, pageLines);
      if (current.current.key !== ofKey) return;
      if (!reply.ok) {
        setKnown((before) =>
          before.key === ofKey ? { ...before, error: reply.error } : { ...nothing(ofKey), error: reply.error },
        );
        return;
      }
      drift.current = 0;
      asked.current = new Set([0]);
      setNewer(0);
      const { total, people, lines } = reply.value;
      setKnown({ key: ofKey, total, people, pages: new Map([[0, lines]]), error: null });
    },
    [ask],
  );

  useEffect(() => {
    drift.current = 0;
    centre.current = 0;
    asked.current = new Set();
    setNewer(0);
    void open(key);
  }, [key, open]);

  const fetchPage = useCallback(
    async (page: number, ofKey: string) => {
      const before = drift.current;
      const reply = await ask(page * pageLines + before, pageLines);
      if (current.current.key !== ofKey || snapshot.current.key !== ofKey) return;
      if (!reply.ok) {
        asked.current.delete(page);
        setKnown((was) => ({ ...was, error: reply.error }));
        return;
      }
      const total = snapshot.current.total ?? reply.value.total;
      const moved = Math.max(0, reply.value.total - total);
      if (moved !== before) {
        // More came while this was on its way: the lines asked for are that much further down.
        drift.current = moved;
        return fetchPage(page, ofKey);
      }
      setKnown((was) => {
        const pages = new Map(was.pages).set(page, reply.value.lines);
        for (const far of [...pages.keys()].sort(
          (a, b) => Math.abs(b - centre.current) - Math.abs(a - centre.current),
        )) {
          if (pages.size <= keptPages) break;
          pages.delete(far);
          asked.current.delete(far);
        }
        return { ...was, pages, error: null };
      });
    },
    [ask],
  );

  const need = useCallback(
    (first: number, last: number) => {
      const { total, key: ofKey } = snapshot.current;
      if (total === null || total === 0) return;
      const from = Math.floor(Math.max(0, first) / pageLines);
      const to = Math.floor(Math.min(total - 1, last) / pageLines);
      centre.current = Math.floor((from + to) / 2);
      for (let page = from; page <= to; page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        void fetchPage(page, ofKey);
      }
    },
    [fetchPage],
  );

  const look = useCallback(
    async (take: boolean) => {
      const { key: ofKey } = current.current;
      if (take || snapshot.current.total === null) return open(ofKey);
      const reply = await ask(0, 1);
      if (!reply.ok || current.current.key !== ofKey) return;
      setNewer(Math.max(0, reply.value.people - snapshot.current.people));
    },
    [ask, open],
  );

  // Until the new filter's answer is there, the old list stays: nothing jumps while somebody types.
  return {
    total: known.total,
    people: known.people,
    error: known.error,
    newer,
    lineAt: (index) => known.pages.get(Math.floor(index / pageLines))?.[index % pageLines] ?? null,
    need,
    look: (take) => void look(take),
    retry: () => void open(current.current.key),
  };
}
