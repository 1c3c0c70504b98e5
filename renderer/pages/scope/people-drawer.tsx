import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  Input,
  makeStyles,
  OverlayDrawer,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular, Search16Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import type { DraftScope, ScopeRow } from '../../../shared/ipc/scope-calls';
import { call } from '../../bridge/bridge';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { useRowList } from '../../parts/use-row-list';
import { useFocusBack } from '../../shell/focus-back';
import { addressOf } from '../../shell/route';
import { navigateGuarded } from '../../shell/router';
import { scopeWords as words } from '../../words/scope';
import { ScopeRowLine } from './scope-row-line';

const rowHeight = 48;
const pageRows = 100;
const restMs = 300;

const useStyles = makeStyles({
  drawer: { width: '480px', maxWidth: '100vw' },
  note: { color: tokens.colorNeutralForeground3, fontSize: '12px', lineHeight: '16px' },
  body: { display: 'flex', flexDirection: 'column', minHeight: 0, paddingBottom: '12px', overflow: 'hidden' },
  search: { width: '100%', margin: '8px 0' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', scrollbarGutter: 'stable', margin: '0 -8px' },
  grid: { display: 'block', width: '100%' },
  rows: { display: 'block', position: 'relative', width: '100%' },
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'flex',
    boxSizing: 'border-box',
    height: `${rowHeight}px`,
    padding: '0 8px',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    cursor: 'pointer',
    outlineOffset: '-2px',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  cell: { display: 'block', width: '100%', padding: 0 },
});

interface Pages {
  readonly key: string;
  readonly total: number | null;
  readonly rows: ReadonlyMap<number, ScopeRow>;
  readonly problem: ProblemWords | null;
}

/** Everybody under the edited scope, by pages: those who move first, each with why. */
export function PeopleDrawer(props: {
  readonly job: string;
  readonly scope: DraftScope;
  readonly onClose: () => void;
}) {
  useFocusBack();
  const styles = useStyles();
  const { job, scope } = props;
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const key = JSON.stringify([scope, search]);
  const [pages, setPages] = useState<Pages>({ key: '', total: null, rows: new Map(), problem: null });
  const asked = useRef(new Set<string>());
  const latest = useRef({ key, scope, search });
  latest.current = { key, scope, search };

  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);

  const fetchPage = useCallback(
    async (page: number) => {
      const of = latest.current;
      const mark = `${of.key} ${page}`;
      if (asked.current.has(mark)) return;
      asked.current.add(mark);
      const request = { job, scope: of.scope, search: of.search, offset: page * pageRows, limit: pageRows };
      const reply = await call('scope.count', request);
      if (latest.current.key !== of.key) return;
      const counted = reply.ok ? reply.value.counted : null;
      if (counted === null) {
        asked.current.delete(mark);
        const problem = reply.ok ? reply.value.problem : reply.error;
        if (problem !== null) setPages({ key: of.key, total: null, rows: new Map(), problem });
        return;
      }
      setPages((before) => {
        const rows = new Map(before.key === of.key ? before.rows : []);
        for (const [index, row] of counted.rows.entries()) rows.set(page * pageRows + index, row);
        return { key: of.key, total: counted.matching, rows, problem: null };
      });
    },
    [job],
  );
  useEffect(() => {
    if (key !== '') void fetchPage(0);
  }, [key, fetchPage]);

  const current = pages.key === key;
  const total = current ? pages.total : null;
  return (
    <OverlayDrawer
      className={styles.drawer}
      open
      position="end"
      onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: 'h2' }}
          action={
            <Button appearance="subtle" aria-label={words.close} icon={<Dismiss20Regular />} onClick={props.onClose} />
          }
        >
          {words.all}
        </DrawerHeaderTitle>
        <p className={styles.note}>{words.allNote}</p>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <Input
          className={styles.search}
          type="search"
          autoFocus
          contentBefore={<Search16Regular aria-hidden="true" />}
          data-typing="true"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
        />
        {current && pages.problem !== null ? (
          <QueryProblem level={3} words={pages.problem} onTryAgain={() => void fetchPage(0)} />
        ) : total === null ? (
          <SkeletonRows rows={8} height={rowHeight} />
        ) : total === 0 ? (
          <p className={styles.note}>{words.noPerson(search)}</p>
        ) : (
          <PeopleGrid
            key={key}
            total={total}
            rowAt={(index) => pages.rows.get(index) ?? null}
            need={(index) => void fetchPage(Math.floor(index / pageRows))}
            onOpen={(row) => navigateGuarded(addressOf(job, 'people', [row.personId]))}
          />
        )}
      </DrawerBody>
    </OverlayDrawer>
  );
}

const gridPattern = { role: 'grid' } as const;

/** Rows of one height, drawn only where they are seen, with one stop of the Tab key. */
function PeopleGrid(props: {
  readonly total: number;
  readonly rowAt: (index: number) => ScopeRow | null;
  readonly need: (index: number) => void;
  readonly onOpen: (row: ScopeRow) => void;
}) {
  const styles = useStyles();
  const { total, rowAt, need } = props;
  const { scroll, grid, list, stop, setActive, keyTarget, moveTo, first, last } = useRowList({
    total,
    heightOf: () => rowHeight,
    usualHeight: rowHeight,
  });
  useEffect(() => {
    need(first);
    need(Math.min(last + 10, total - 1));
  }, [first, last, total, need]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event);
    const row = rowAt(stop);
    if (to !== null) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === 'Enter' && row !== null) {
      event.preventDefault();
      props.onOpen(row);
    }
  };

  return (
    <div ref={scroll} className={styles.scroll}>
      <table
        ref={grid}
        {...gridPattern}
        className={styles.grid}
        aria-label={words.list}
        aria-rowcount={total}
        onKeyDown={onKeyDown}
      >
        <tbody
          className={styles.rows}
          ref={(element) => {
            if (element !== null) element.style.height = `${list.getTotalSize()}px`;
          }}
        >
          {list.getVirtualItems().map(({ index, key, start }) => {
            const row = rowAt(index);
            const alike = [index - 1, index + 1].some((other) => row !== null && rowAt(other)?.name === row.name);
            return (
              <tr
                key={key}
                className={styles.row}
                data-index={index}
                aria-rowindex={index + 1}
                tabIndex={index === stop ? 0 : -1}
                onFocus={() => setActive(index)}
                onClick={() => {
                  if (row !== null) props.onOpen(row);
                }}
                ref={(element) => {
                  if (element !== null) element.style.transform = `translateY(${start}px)`;
                }}
              >
                <td className={styles.cell}>
                  {row === null ? (
                    <SkeletonRows rows={1} height={28} />
                  ) : (
                    <ScopeRowLine row={row} withDepartment={alike} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
