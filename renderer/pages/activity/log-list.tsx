import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import type { LogLine } from '../../../shared/ipc/contract';
import { useNow } from '../../parts/now';
import { useRowList } from '../../parts/use-row-list';
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
  // What is not there yet is given the mean height, so that the thumb's size is right from the counted total alone.
  const mean =
    total === 0
      ? lineHeights.person
      : (pages.people * lineHeights.person + (total - pages.people) * lineHeights.cycle) / total;
  const { scroll, grid, list, stop, setActive, keyTarget, moveTo, first, last } = useRowList({
    total,
    heightOf: (index) => {
      const line = pages.lineAt(index);
      return line === null ? mean : lineHeights[line.kind];
    },
    usualHeight: lineHeights.person,
  });

  const rows = list.getVirtualItems();
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
  }, [props.toTop, scroll, setActive]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event);
    const line = pages.lineAt(stop);
    if (to !== null) {
      event.preventDefault();
      moveTo(to);
      const reached = pages.lineAt(to);
      if (reached !== null) props.onMove(reached);
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
