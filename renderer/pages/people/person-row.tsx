import { Button, makeStyles, mergeClasses, SkeletonItem, tokens } from '@fluentui/react-components';
import { MoreHorizontal16Regular } from '@fluentui/react-icons';
import type { ListedPerson } from '../../../shared/ipc/contract';
import { AccountWord } from '../../parts/account-word';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { momentCell, peopleWords, whyLine } from '../../words/people';
import { times } from '../../words/times';

export const personRowHeight = 52;
/** Shared with the heads of the columns. Narrow windows lose the last change, which the person's page has. */
export const personColumns = 'minmax(0, 276px) 152px minmax(0, 1fr) 128px';
export const personColumnsZoomed = 'minmax(0, 1fr) 132px';
export const zoomed = '@media (max-width: 760px)';

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'grid',
    gridTemplateColumns: personColumns,
    [zoomed]: { gridTemplateColumns: personColumnsZoomed },
    columnGap: '12px',
    alignItems: 'center',
    padding: '0 12px',
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '4px' },
    '& [data-more]': { opacity: 0 },
    ':hover [data-more]': { opacity: 1 },
    ':focus-within [data-more]': { opacity: 1 },
  },
  quiet: { cursor: 'default' },
  cell: { padding: 0, minWidth: 0 },
  word: { display: 'flex' },
  late: { [zoomed]: { display: 'none' } },
  person: { display: 'flex', alignItems: 'center', gap: '10px', minWidth: 0 },
  names: { minWidth: 0 },
  one: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  name: { lineHeight: '20px' },
  mail: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  why: { color: tokens.colorNeutralForeground2 },
  last: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: '4px',
    position: 'relative',
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
  more: {
    position: 'absolute',
    right: '-8px',
    backgroundColor: tokens.colorNeutralBackground1,
    minWidth: '28px',
  },
});

/** A person: who, their account, why it is so, and when something was last decided; grey until the page is there. */
export function PersonRow(props: {
  readonly index: number;
  readonly top: number;
  readonly row: ListedPerson | null;
  /** Told apart from another of the same name. */
  readonly withDepartment: boolean;
  readonly now: number;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
  /** null: there is no page of it. */
  readonly onOpen: (() => void) | null;
  readonly onMenu: (at: HTMLElement) => void;
}) {
  const styles = useStyles();
  const { row, now } = props;
  const changed = row?.changedAt === null || row === null ? null : Date.parse(row.changedAt);
  const why = row === null ? '' : whyLine(row, now);
  return (
    // The grid takes the keys for all of its rows.
    <tr
      className={mergeClasses(styles.row, props.onOpen === null && styles.quiet)}
      aria-rowindex={props.index + 2}
      data-index={props.index}
      tabIndex={props.tabIndex}
      onFocus={props.onFocus}
      onClick={props.onOpen ?? undefined}
      onKeyDown={undefined}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(event.currentTarget.querySelector<HTMLElement>('[data-more]') ?? event.currentTarget);
      }}
      ref={(element) => {
        if (element === null) return;
        element.style.transform = `translateY(${props.top}px)`;
        element.style.height = `${personRowHeight}px`;
      }}
    >
      {row === null ? (
        <td className={styles.cell} colSpan={4}>
          <SkeletonItem size={16} />
        </td>
      ) : (
        <>
          <td className={styles.cell}>
            <div className={styles.person}>
              <PersonCircle name={row.name} id={row.id} />
              <div className={styles.names}>
                <div className={mergeClasses(styles.one, styles.name)} title={row.name}>
                  <PersonName name={row.name} />
                  {props.withDepartment && row.department !== null ? ` (${row.department})` : null}
                </div>
                <div className={mergeClasses(styles.one, styles.mail)}>{row.mail}</div>
              </div>
            </div>
          </td>
          <td className={mergeClasses(styles.cell, styles.word)}>
            <AccountWord of={row} />
          </td>
          <td className={mergeClasses(styles.cell, styles.one, styles.why, styles.late)} title={why}>
            {why}
          </td>
          <td className={mergeClasses(styles.cell, styles.late)}>
            <div className={styles.last}>
              {changed === null ? null : (
                <time dateTime={new Date(changed).toISOString()} title={times.exact(changed)}>
                  {momentCell(changed, now)}
                </time>
              )}
              {props.onOpen === null ? null : (
                <Button
                  data-more
                  className={styles.more}
                  size="small"
                  appearance="subtle"
                  tabIndex={-1}
                  icon={<MoreHorizontal16Regular />}
                  aria-label={peopleWords.more(row.name)}
                  aria-haspopup="menu"
                  onClick={(event) => {
                    event.stopPropagation();
                    props.onMenu(event.currentTarget);
                  }}
                />
              )}
            </div>
          </td>
        </>
      )}
    </tr>
  );
}
