import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect } from 'react';
import type { ListedPerson } from '../../../shared/ipc/contract';
import { useNow } from '../../parts/now';
import { useRowList } from '../../parts/use-row-list';
import { narrow } from '../../shell/media';
import { peopleWords } from '../../words/people';
import type { PeoplePages } from './people-pages';
import { PersonRow, personColumns, personColumnsZoomed, personRowHeight, zoomed } from './person-row';

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
  columns: {
    display: 'grid',
    gridTemplateColumns: personColumns,
    [zoomed]: { gridTemplateColumns: personColumnsZoomed },
    columnGap: '12px',
    alignItems: 'center',
    height: '32px',
    padding: '0 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  column: {
    textAlign: 'left',
    padding: 0,
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  late: { [zoomed]: { display: 'none' } },
  end: { textAlign: 'right' },
  body: { display: 'block', position: 'relative', width: '100%' },
});

/** The ARIA grid: a table whose rows take the arrow keys. */
const gridPattern = { role: 'grid' } as const;

/** The people as a grid of rows of one height, drawn only where it is seen, with one stop of the Tab key. */
export function PeopleList(props: {
  readonly pages: PeoplePages;
  readonly total: number;
  /** null: the rows are accounts, which have no page. */
  readonly onOpen: ((row: ListedPerson) => void) | null;
  readonly onMenu: (row: ListedPerson, at: HTMLElement) => void;
}) {
  const styles = useStyles();
  const { pages, total, onOpen } = props;
  const now = useNow();
  const { scroll, grid, list, stop, setActive, keyTarget, moveTo, first, last } = useRowList({
    total,
    heightOf: () => personRowHeight,
    usualHeight: personRowHeight,
  });
  const rows = list.getVirtualItems();
  useEffect(() => pages.need(first - 10, Math.min(last + 10, total - 1)), [first, last, total, pages.need]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event);
    const row = pages.rowAt(stop);
    if (to !== null) {
      event.preventDefault();
      moveTo(to);
    } else if (event.key === 'Enter' && row !== null && onOpen !== null) {
      event.preventDefault();
      onOpen(row);
    }
  };

  const head = (title: string, className?: string) => (
    <th scope="col" className={mergeClasses(styles.column, className)}>
      {title}
    </th>
  );
  return (
    <div ref={scroll} className={styles.scroll}>
      <table
        ref={grid}
        {...gridPattern}
        className={styles.table}
        aria-label={peopleWords.list}
        aria-rowcount={total + 1}
        onKeyDown={onKeyDown}
      >
        <thead className={styles.head}>
          <tr className={styles.columns} aria-rowindex={1}>
            {head(peopleWords.columns.person)}
            {head(peopleWords.columns.account)}
            {head(peopleWords.columns.why, styles.late)}
            {head(peopleWords.columns.changed, mergeClasses(styles.late, styles.end))}
          </tr>
        </thead>
        <tbody
          className={styles.body}
          ref={(element) => {
            if (element !== null) element.style.height = `${list.getTotalSize()}px`;
          }}
        >
          {rows.map(({ index, key, start }) => {
            const row = pages.rowAt(index);
            const name = row?.name;
            const alike = [index - 1, index + 1].some((other) => other >= 0 && pages.rowAt(other)?.name === name);
            return (
              <PersonRow
                key={key}
                index={index}
                top={start}
                row={row}
                withDepartment={row !== null && alike}
                now={now}
                tabIndex={index === stop ? 0 : -1}
                onFocus={() => setActive(index)}
                onOpen={row === null || onOpen === null ? null : () => onOpen(row)}
                onMenu={(at) => {
                  if (row !== null && onOpen !== null) props.onMenu(row, at);
                }}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
