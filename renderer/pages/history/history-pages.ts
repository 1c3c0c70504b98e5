import { useCallback, useEffect, useRef, useState } from 'react';
import type { HistoryKind, HistoryRow, ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';

const pageRows = 200;

interface Known {
  readonly key: string;
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly HistoryRow[]>;
  readonly error: ProblemWords | null;
}

export interface HistoryPages {
  /** null: not known yet. */
  readonly total: number | null;
  readonly error: ProblemWords | null;
  readonly rowAt: (index: number) => HistoryRow | null;
  /** Asks for what is not there yet between two rows. */
  readonly need: (first: number, last: number) => void;
  /** Begins anew from the top: a cycle ended. */
  readonly refresh: () => void;
}

/** The cycles by pages of 200: what is on screen is asked for, and no more. */
export function useHistoryPages(job: string, kind: HistoryKind): HistoryPages {
  const key = `${job} ${kind}`;
  const [known, setKnown] = useState<Known>({ key, total: null, pages: new Map(), error: null });
  const asked = useRef(new Set<number>());
  const current = useRef(key);
  current.current = key;

  const fetchPage = useCallback(
    async (page: number, anew: boolean) => {
      asked.current.add(page);
      const reply = await call('history.page', { job, kind, offset: page * pageRows, limit: pageRows });
      if (current.current !== key) return;
      if (!reply.ok) {
        asked.current.delete(page);
        setKnown((before) => ({
          ...(before.key === key ? before : { key, total: null, pages: new Map() }),
          error: reply.error,
        }));
        return;
      }
      const { total, rows } = reply.value;
      if (anew) asked.current = new Set([page]);
      setKnown((before) => ({
        key,
        total,
        pages: new Map(anew || before.key !== key ? [] : before.pages).set(page, rows),
        error: null,
      }));
    },
    [job, kind, key],
  );
  const refresh = useCallback(() => void fetchPage(0, true), [fetchPage]);
  useEffect(() => {
    asked.current = new Set();
    refresh();
  }, [refresh]);

  const total = known.key === key ? known.total : null;
  const need = useCallback(
    (first: number, last: number) => {
      if (total === null || total === 0) return;
      const to = Math.floor(Math.min(total - 1, Math.max(0, last)) / pageRows);
      for (let page = Math.floor(Math.max(0, first) / pageRows); page <= to; page += 1)
        if (!asked.current.has(page)) void fetchPage(page, false);
    },
    [total, fetchPage],
  );
  return {
    total,
    error: known.error,
    rowAt: (index) => known.pages.get(Math.floor(index / pageRows))?.[index % pageRows] ?? null,
    need,
    refresh,
  };
}
