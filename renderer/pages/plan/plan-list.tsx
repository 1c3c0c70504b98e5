import { makeStyles } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { PlanRow } from '../../../shared/ipc/contract';
import { useRowList } from '../../parts/use-row-list';
import { narrow } from '../../shell/media';
import { type PlanGroup, planWords } from '../../words/plan';
import type { PlanLines } from './plan-lines';
import { changesShown, heightOfLine, PlanLineRow, planHeights } from './plan-row';

const useStyles = makeStyles({
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    scrollbarGutter: 'stable',
    // With the gutter, the list ends where the buttons above and below it do.
    padding: '0 22px 0 36px',
    [narrow]: { padding: '0 10px 0 24px' },
  },
  table: { display: 'block', width: '100%', maxWidth: '1120px' },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  body: { display: 'block', position: 'relative', width: '100%' },
});

/** The ARIA treegrid: a table whose rows take the arrow keys, and open. */
const gridPattern = { role: 'treegrid' } as const;

/**
 * The plan as a grid drawn only where it is seen. One stop of the Tab key: arrows, Home, End and the page keys move it,
 * Enter opens a group or all changes of a person, `*` all groups.
 */
export function PlanList(props: {
  readonly lines: PlanLines;
  readonly total: number;
  readonly isLeftOut: (id: string) => boolean;
  readonly labelOf: (attribute: string) => string;
  readonly onLeaveOut: (row: PlanRow, group: PlanGroup) => void;
  readonly onHold: (row: PlanRow) => void;
  readonly onCopy: (row: PlanRow, group: PlanGroup) => void;
}) {
  const styles = useStyles();
  const { lines, total } = props;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const isOpened = (id: string): boolean => opened.has(id);
  const { scroll, grid, list, stop, setActive, keyTarget, moveTo, first, last } = useRowList({
    total,
    heightOf: (index) => heightOfLine(lines.lineAt(index), isOpened),
    usualHeight: planHeights.person,
  });
  const rows = list.getVirtualItems();
  useEffect(() => {
    lines.need(first - 20, last + 20);
  }, [first, last, lines.need]);
  // Sizes are known anew when pages come or go, and when somebody's changes are opened.
  const { mark } = lines;
  const heightsOf = `${total} ${opened.size}`;
  useEffect(() => {
    if (mark !== null && heightsOf !== '') list.measure();
  }, [mark, heightsOf, list]);

  const toggle = (index: number) => {
    const line = lines.lineAt(index);
    if (line?.kind === 'group') lines.toggle(line.group);
    else if (line?.kind === 'person' && line.row !== null && changesShown(line.row).length > 2) {
      const { sourceId } = line.row;
      setOpened((before) => {
        const next = new Set(before);
        if (!next.delete(sourceId)) next.add(sourceId);
        return next;
      });
    }
  };
  const openMenu = (index: number) =>
    grid.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-menu]`)?.click();

  const onKeyDown = (event: KeyboardEvent) => {
    const inRow = event.target instanceof HTMLElement && event.target.dataset['index'] !== undefined;
    const to = keyTarget(event);
    const line = lines.lineAt(stop);
    if (to !== null && inRow) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === 'Enter' && inRow && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      toggle(stop);
    } else if (event.key === '*') {
      event.preventDefault();
      lines.openAll();
    } else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && inRow) {
      event.preventDefault();
      openMenu(stop);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' && line?.kind === 'person') {
      if (line.row === null || window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      props.onCopy(line.row, line.group);
    }
  };

  return (
    <div ref={scroll} className={styles.scroll}>
      <table
        ref={grid}
        {...gridPattern}
        className={styles.table}
        aria-label={planWords.list}
        aria-rowcount={total + 1}
        onKeyDown={onKeyDown}
      >
        <thead className={styles.unseen}>
          <tr aria-rowindex={1}>
            <th scope="col">{planWords.columns.person}</th>
            <th scope="col">{planWords.columns.change}</th>
            <th scope="col">{planWords.columns.more}</th>
          </tr>
        </thead>
        <tbody
          className={styles.body}
          ref={(element) => {
            if (element !== null) element.style.height = `${list.getTotalSize() + 16}px`;
          }}
        >
          {rows.map((row) => {
            const line = lines.lineAt(row.index);
            const person = line?.kind === 'person' ? line.row : null;
            return (
              <PlanLineRow
                key={row.key}
                index={row.index}
                top={row.start}
                height={row.size}
                line={line}
                tabIndex={row.index === stop ? 0 : -1}
                opened={person !== null && opened.has(person.sourceId)}
                leftOut={person !== null && props.isLeftOut(person.sourceId)}
                labelOf={props.labelOf}
                onFocus={() => setActive(row.index)}
                onToggle={() => toggle(row.index)}
                onLeaveOut={
                  person === null || line?.kind !== 'person' || line.group === 'skipped'
                    ? null
                    : () => props.onLeaveOut(person, line.group)
                }
                onHold={() => (person === null ? undefined : props.onHold(person))}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
