import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { LogLine } from '../../../shared/ipc/contract';
import { useNow } from '../../parts/now';
import { narrow } from '../../shell/media';
import { activityWords } from '../../words/activity';
import { LogLineRow, lineHeights } from './log-line';
import type { LogPages } from './log-pages';

const useStyles = makeStyles({
  frame: { position: 'relative', minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    padding: '0 12px 0 24px',
    [narrow]: { padding: '0 12px' },
  },
  table: { display: 'block', width: '100%' },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  body: { display: 'block', position: 'relative', width: '100%' },
  pill: {
    position: 'absolute',
    top: '12px',
    left: '50%',
    transform: 'translateX(-50%)',
    borderRadius: tokens.borderRadiusCircular,
    boxShadow: tokens.shadow8,
    zIndex: 1,
  },
});

/** The ARIA grid: a table whose rows take the arrow keys. */
const gridPattern = { role: 'grid' } as const;

/** The list holds itself at the top within this many pixels. */
const topPx = 4;

/**
 * The log as a grid of fixed row heights, drawn only where it is seen. One stop of the Tab key: arrows, Home, End and
 * the page keys move it, Enter opens the entry.
 */
export function LogList(props: {
  readonly pages: LogPages;
  readonly total: number;
  readonly openRow: string | null;
  readonly onOpen: (line: LogLine) => void;
  readonly onMove: (line: LogLine) => void;
  readonly onCopy: (line: LogLine) => void;
  readonly onEnterPane: () => void;
  readonly onTop: (top: boolean) => void;
  /** Changes when the list must go to its top. */
  readonly toTop: number;
  readonly end: ReactNode;
}) {
  const styles = useStyles();
  const { pages, total, openRow } = props;
  const now = useNow();
  const scroll = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(0);
  /** The row that is to take the focus once it is drawn. */
  const focusWanted = useRef<number | null>(null);
  const stop = Math.min(active, Math.max(0, total - 1));

  // What is not there yet is given the mean height, so that the thumb's size is right from the counted total alone.
  const mean =
    total === 0
      ? lineHeights.person
      : (pages.people * lineHeights.person + (total - pages.people) * lineHeights.cycle) / total;
  const list = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => {
      const line = pages.lineAt(index);
      return line === null ? mean : lineHeights[line.kind];
    },
    overscan: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(stop) ? shown : [...shown, stop].sort((a, b) => a - b);
    },
  });

  const rows = list.getVirtualItems();
  const first = list.range?.startIndex ?? 0;
  const last = list.range?.endIndex ?? 0;
  useEffect(() => {
    pages.need(first - 20, last + 20);
  }, [first, last, pages.need]);

  // Sizes are known anew when pages come or go.
  const sizeMark = rows.map((row) => pages.lineAt(row.index)?.kind ?? '').join();
  useEffect(() => {
    if (sizeMark !== '') list.measure();
  }, [sizeMark, list]);

  useEffect(() => {
    if (props.toTop === 0) return;
    scroll.current?.scrollTo({ top: 0 });
    setActive(0);
  }, [props.toTop]);

  useEffect(() => {
    if (focusWanted.current !== stop) return;
    const row = grid.current?.querySelector<HTMLElement>(`[data-index="${stop}"]`);
    if (row === null || row === undefined) return;
    focusWanted.current = null;
    row.focus({ preventScroll: true });
  });

  const moveTo = (index: number) => {
    const to = Math.max(0, Math.min(total - 1, index));
    focusWanted.current = to;
    setActive(to);
    list.scrollToIndex(to, { align: 'auto' });
    const line = pages.lineAt(to);
    if (line !== null) props.onMove(line);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const onPage = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / lineHeights.person) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      PageDown: stop + onPage,
      PageUp: stop - onPage,
      Home: 0,
      End: total - 1,
    };
    const to = moves[event.key];
    const line = pages.lineAt(stop);
    if (to !== undefined) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === 'Enter' && line !== null) {
      event.preventDefault();
      if (line.kind === 'person' && line.id === openRow) props.onEnterPane();
      else props.onOpen(line);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && line !== null) {
      if (window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      props.onCopy(line);
    }
  };

  return (
    <div className={styles.frame}>
      {pages.newer > 0 ? (
        <Button className={styles.pill} size="small" appearance="primary" onClick={() => pages.look(true)}>
          {activityWords.newEntries(pages.newer)}
        </Button>
      ) : null}
      <div
        ref={scroll}
        className={styles.scroll}
        onScroll={(event) => props.onTop(event.currentTarget.scrollTop <= topPx)}
      >
        <table
          ref={grid}
          {...gridPattern}
          className={styles.table}
          aria-label={activityWords.list}
          aria-rowcount={total + 1}
          onKeyDown={onKeyDown}
        >
          <thead className={styles.unseen}>
            <tr aria-rowindex={1}>
              <th scope="col">{activityWords.columns.time}</th>
              <th scope="col">{activityWords.columns.person}</th>
              <th scope="col">{activityWords.columns.action}</th>
              <th scope="col">{activityWords.columns.result}</th>
            </tr>
          </thead>
          <tbody
            className={styles.body}
            ref={(element) => {
              if (element !== null) element.style.height = `${list.getTotalSize()}px`;
            }}
          >
            {rows.map((row) => {
              const line = pages.lineAt(row.index);
              return (
                <LogLineRow
                  key={row.key}
                  index={row.index}
                  top={row.start}
                  height={row.size}
                  line={line}
                  now={now}
                  tabIndex={row.index === stop ? 0 : -1}
                  open={line?.kind === 'person' && line.id === openRow}
                  onFocus={() => setActive(row.index)}
                  onClick={() => {
                    setActive(row.index);
                    if (line !== null) props.onOpen(line);
                  }}
                />
              );
            })}
          </tbody>
        </table>
        {props.end}
      </div>
    </div>
  );
}
