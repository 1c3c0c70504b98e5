import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PlanRow, PlanSummary, ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { countOfGroup, type PlanGroup, planGroups } from '../../words/plan';

const rowsAtOnce = 200;
/** Kept of each group around the place on screen; others are asked for again when they come near. */
const keptPages = 4;
/** Larger groups start closed. */
const closedAbove = 200;

/** A line of the list: a group's heading, or a person of it; `row` null while its page is on the way. */
export type PlanLine =
  | { readonly kind: 'group'; readonly group: PlanGroup; readonly total: number; readonly open: boolean }
  | { readonly kind: 'person'; readonly group: PlanGroup; readonly index: number; readonly row: PlanRow | null };

interface Known {
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly PlanRow[]>;
}
type Groups = Readonly<Partial<Record<PlanGroup, Known>>>;

export interface PlanLines {
  /** null until the first answer. */
  readonly total: number | null;
  readonly lineAt: (index: number) => PlanLine | null;
  readonly need: (first: number, last: number) => void;
  readonly toggle: (group: PlanGroup) => void;
  readonly openAll: () => void;
  readonly problem: ProblemWords | null;
  readonly retry: () => void;
  /** Changes when heights may have. */
  readonly mark: unknown;
}

/** What takes access away is never out of sight. */
export const isAlwaysOpen = (group: PlanGroup): boolean => group === 'delete' || group === 'disable';

/**
 * The plan as one list of groups, a page of rows at a time: it stays in the main process, and ten thousand operations
 * open as fast as ten. `only` shows one group.
 */
export function usePlanLines(
  job: string,
  summary: PlanSummary | null,
  only: PlanGroup | null,
  text: string,
): PlanLines {
  const key = summary === null ? null : JSON.stringify([job, summary.madeAt, only, text]);
  const [known, setKnown] = useState<{ readonly key: string | null; readonly groups: Groups }>({
    key: null,
    groups: {},
  });
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [opened, setOpened] = useState<Readonly<Partial<Record<PlanGroup, boolean>>>>({});
  const asked = useRef(new Set<string>());
  const current = useRef({ key, job, text, summary, only });
  current.current = { key, job, text, summary, only };

  const fetchPage = useCallback(async (group: PlanGroup, page: number) => {
    const { key: ofKey, job: ofJob, text: wanted } = current.current;
    const reply = await call('plan.rows', {
      job: ofJob,
      action: group,
      text: wanted,
      offset: page * rowsAtOnce,
      limit: rowsAtOnce,
    });
    if (current.current.key !== ofKey) return null;
    if (!reply.ok) {
      asked.current.delete(`${group} ${page}`);
      setProblem(reply.error);
      return null;
    }
    return { page, ...reply.value };
  }, []);

  const open = useCallback(async () => {
    const { key: ofKey, summary: of, only: one } = current.current;
    if (ofKey === null || of === null) return;
    setProblem(null);
    const wanted = planGroups.filter((group) => (one === null || group === one) && countOfGroup(of, group) > 0);
    const pages = await Promise.all(wanted.map((group) => fetchPage(group, 0)));
    if (current.current.key !== ofKey || pages.includes(null)) return;
    asked.current = new Set(wanted.map((group) => `${group} 0`));
    const groups: Partial<Record<PlanGroup, Known>> = {};
    wanted.forEach((group, index) => {
      const first = pages[index];
      if (first !== null && first !== undefined && first.total > 0)
        groups[group] = { total: first.total, pages: new Map([[0, first.rows]]) };
    });
    setKnown({ key: ofKey, groups });
  }, [fetchPage]);

  useEffect(() => {
    if (key !== null) void open();
  }, [key, open]);

  const { groups } = known;
  const shown = useMemo(() => {
    let start = 0;
    return planGroups.flatMap((group) => {
      const of = groups[group];
      if (of === undefined) return [];
      const isOpen =
        isAlwaysOpen(group) || (opened[group] ?? (only === group || (of.total <= closedAbove && group !== 'link')));
      const place = { group, start, total: of.total, isOpen };
      start += 1 + (isOpen ? of.total : 0);
      return [place];
    });
  }, [groups, opened, only]);
  const last = shown.at(-1);
  const total = known.key === null ? null : last === undefined ? 0 : last.start + 1 + (last.isOpen ? last.total : 0);

  const lineAt = useCallback(
    (index: number): PlanLine | null => {
      const place = shown.filter(({ start }) => start <= index).at(-1);
      if (place === undefined) return null;
      const { group, start, isOpen } = place;
      if (index === start) return { kind: 'group', group, total: place.total, open: isOpen };
      const at = index - start - 1;
      const row = groups[group]?.pages.get(Math.floor(at / rowsAtOnce))?.[at % rowsAtOnce] ?? null;
      return { kind: 'person', group, index: at, row };
    },
    [shown, groups],
  );

  const need = useCallback(
    (first: number, end: number) => {
      for (const { group, start, total: of, isOpen } of shown) {
        if (!isOpen || of === 0) continue;
        const from = Math.floor(Math.max(0, first - start - 1) / rowsAtOnce);
        const to = Math.floor(Math.min(of - 1, end - start - 1) / rowsAtOnce);
        for (let page = from; page <= to; page += 1) {
          const name = `${group} ${page}`;
          if (page < 0 || asked.current.has(name)) continue;
          asked.current.add(name);
          void fetchPage(group, page).then((answer) => {
            if (answer === null) return;
            setKnown((before) => {
              const was = before.groups[group];
              if (was === undefined) return before;
              const pages = new Map(was.pages).set(page, answer.rows);
              for (const far of [...pages.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page))) {
                if (pages.size <= keptPages) break;
                pages.delete(far);
                asked.current.delete(`${group} ${far}`);
              }
              return { ...before, groups: { ...before.groups, [group]: { ...was, pages } } };
            });
          });
        }
      }
    },
    [shown, fetchPage],
  );

  return {
    total,
    lineAt,
    need,
    toggle: (group) => {
      const place = shown.find((one) => one.group === group);
      if (place !== undefined && !isAlwaysOpen(group)) setOpened((before) => ({ ...before, [group]: !place.isOpen }));
    },
    openAll: () => setOpened(Object.fromEntries(planGroups.map((group) => [group, true]))),
    problem,
    retry: () => void open(),
    mark: groups,
  };
}
