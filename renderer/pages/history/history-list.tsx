import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  SkeletonItem,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontal16Regular } from '@fluentui/react-icons';
import { type KeyboardEvent, useEffect } from 'react';
import type { HistoryRow } from '../../../shared/ipc/contract';
import { useNow } from '../../parts/now';
import { StateIcon } from '../../parts/state-icon';
import { useRowList } from '../../parts/use-row-list';
import { forcedColors, narrow } from '../../shell/media';
import { kindOf } from '../../words/activity';
import { capital, changesOf, cycleMoment, historyWords, requestsOf, resultOf } from '../../words/history';
import { duration, times } from '../../words/times';
import type { HistoryPages } from './history-pages';

const rowHeight = 40;
const columns = '150px 112px minmax(0, 1fr) 72px 84px 156px 32px';
const narrowColumns = '128px 96px minmax(0, 1fr) 56px 72px 132px 32px';

/** At twice the size there is room for when, what and how it ended. */
const zoomed = '@media (max-width: 699px)';
const zoomedColumns = '124px minmax(0, 1fr) 124px 32px';

const useStyles = makeStyles({
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    scrollbarGutter: 'stable',
    padding: '0 24px',
    [narrow]: { padding: '0 12px' },
  },
  table: { display: 'block', width: '100%', maxWidth: '1144px' },
  head: { display: 'block', position: 'sticky', top: 0, zIndex: 1, backgroundColor: tokens.colorNeutralBackground1 },
  headRow: {
    display: 'grid',
    gridTemplateColumns: columns,
    columnGap: '16px',
    alignItems: 'end',
    height: '32px',
    padding: '0 12px 8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { gridTemplateColumns: narrowColumns, columnGap: '12px' },
    [zoomed]: { gridTemplateColumns: zoomedColumns },
  },
  column: {
    padding: 0,
    textAlign: 'left',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  right: { textAlign: 'right' },
  wide: { [zoomed]: { display: 'none' } },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  body: { display: 'block', position: 'relative', width: '100%' },
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'grid',
    gridTemplateColumns: columns,
    columnGap: '16px',
    alignItems: 'center',
    padding: '0 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    cursor: 'pointer',
    [narrow]: { gridTemplateColumns: narrowColumns, columnGap: '12px' },
    [zoomed]: { gridTemplateColumns: zoomedColumns },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '4px' },
    '&:hover:not([aria-selected="true"])': { backgroundColor: tokens.colorSubtleBackgroundHover },
    '&[aria-selected="true"]': {
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      borderRadius: '4px',
      boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
    },
    [forcedColors]: { '&[aria-selected="true"]': { outline: '2px solid Highlight', outlineOffset: '-2px' } },
  },
  cell: { padding: 0, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  second: { color: tokens.colorNeutralForeground2 },
  quiet: { color: tokens.colorNeutralForeground3 },
  // Numbers end where words begin: they need more room between them.
  results: { paddingLeft: '16px', [narrow]: { paddingLeft: '8px' } },
  result: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorNeutralForeground2,
    '&[data-icon="stopped"]': { color: tokens.colorStatusDangerForeground3 },
    '&[data-icon="attention"]': { color: tokens.colorStatusWarningForeground3 },
  },
  more: { minWidth: '28px', width: '28px', height: '28px', padding: 0 },
});

/** The ARIA grid: a table whose rows take the arrow keys. */
const gridPattern = { role: 'grid' } as const;

export interface RowActions {
  readonly onOpen: (row: HistoryRow) => void;
  readonly onUndo: (row: HistoryRow) => void;
  readonly onExport: (row: HistoryRow) => void;
}

/** The cycles as a grid of fixed row heights, drawn only where it is seen; its keys are those of the log's list. */
export function HistoryList(
  props: RowActions & { readonly pages: HistoryPages; readonly total: number; readonly chosen: string | null },
) {
  const styles = useStyles();
  const { pages, total } = props;
  const now = useNow();
  const { scroll, grid, list, stop, setActive, keyTarget, moveTo, first, last } = useRowList({
    total,
    heightOf: () => rowHeight,
    usualHeight: rowHeight,
    kept: 2,
  });
  useEffect(() => {
    pages.need(first - 20, last + 20);
  }, [first, last, pages.need]);

  const onKeyDown = (event: KeyboardEvent) => {
    // The button in a row, and its menu, have keys of their own.
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const to = keyTarget(event);
    const row = pages.rowAt(stop);
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
        className={styles.table}
        aria-label={historyWords.list}
        aria-rowcount={total + 1}
        onKeyDown={onKeyDown}
      >
        <thead className={styles.head}>
          <tr className={styles.headRow} aria-rowindex={1}>
            {(['started', 'kind', 'changes', 'took', 'requests', 'result'] as const).map((column) => (
              <th
                key={column}
                scope="col"
                className={mergeClasses(
                  styles.column,
                  (column === 'took' || column === 'requests') && styles.right,
                  column === 'result' && styles.results,
                  (column === 'kind' || column === 'took' || column === 'requests') && styles.wide,
                )}
              >
                {historyWords.columns[column]}
              </th>
            ))}
            <th scope="col" className={styles.column}>
              <span className={styles.unseen}>{historyWords.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody
          className={styles.body}
          ref={(element) => {
            if (element !== null) element.style.height = `${list.getTotalSize()}px`;
          }}
        >
          {list.getVirtualItems().map(({ key, index, start }) => {
            const row = pages.rowAt(index);
            return (
              // The grid takes the keys for all of its rows.
              <tr
                key={key}
                className={styles.row}
                aria-rowindex={index + 2}
                aria-selected={row !== null && row.cycle.id === props.chosen}
                data-index={index}
                tabIndex={index === stop ? 0 : -1}
                onFocus={() => setActive(index)}
                onClick={() => {
                  if (row !== null) props.onOpen(row);
                }}
                onKeyDown={undefined}
                ref={(element) => {
                  if (element === null) return;
                  element.style.transform = `translateY(${start}px)`;
                  element.style.height = `${rowHeight}px`;
                }}
              >
                {row === null ? (
                  <td className={styles.cell} colSpan={7}>
                    <SkeletonItem size={16} />
                  </td>
                ) : (
                  <Cells row={row} now={now} reached={index === stop} {...props} />
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cells(props: RowActions & { readonly row: HistoryRow; readonly now: number; readonly reached: boolean }) {
  const styles = useStyles();
  const { row, now } = props;
  const { cycle } = row;
  const startedAt = Date.parse(cycle.startedAt);
  const started = cycleMoment(startedAt, now);
  const result = resultOf(cycle);
  const changes = changesOf(cycle);
  return (
    <>
      <td className={styles.cell}>
        <time dateTime={cycle.startedAt} title={times.exact(startedAt)}>
          {capital(started)}
        </time>
      </td>
      <td className={mergeClasses(styles.cell, styles.second, styles.wide)}>{kindOf(cycle.kind, cycle.trigger)}</td>
      <td
        className={mergeClasses(styles.cell, changes === historyWords.nothing && styles.quiet)}
        title={cycle.why ?? undefined}
      >
        {cycle.state === null ? '' : changes}
      </td>
      <td className={mergeClasses(styles.cell, styles.second, styles.right, styles.wide)}>
        {cycle.finishedAt === null ? '' : duration(Date.parse(cycle.finishedAt) - startedAt)}
      </td>
      <td className={mergeClasses(styles.cell, styles.second, styles.right, styles.wide)}>
        {cycle.state === null ? '' : requestsOf(cycle)}
      </td>
      <td className={mergeClasses(styles.cell, styles.results)}>
        <span className={styles.result} data-icon={result.icon}>
          <StateIcon state={result.icon} size={16} />
          {result.word}
        </span>
      </td>
      <td className={styles.cell}>
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            <Button
              appearance="subtle"
              size="small"
              className={styles.more}
              icon={<MoreHorizontal16Regular />}
              aria-label={historyWords.actionsOf(started)}
              tabIndex={props.reached ? 0 : -1}
              onClick={(event) => event.stopPropagation()}
            />
          </MenuTrigger>
          <MenuPopover onClick={(event) => event.stopPropagation()}>
            <MenuList>
              <MenuItem onClick={() => props.onOpen(row)}>{historyWords.openInActivity}</MenuItem>
              <MenuItem disabled={!row.canUndo || cycle.state === null} onClick={() => props.onUndo(row)}>
                {historyWords.undo}
              </MenuItem>
              <MenuItem onClick={() => props.onExport(row)}>{historyWords.exportRow}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      </td>
    </>
  );
}
