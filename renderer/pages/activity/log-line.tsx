import { makeStyles, mergeClasses, SkeletonItem, tokens } from '@fluentui/react-components';
import type { LogLine } from '../../../shared/ipc/contract';
import { ActionWord, ResultWord } from '../../parts/action-word';
import { ClockTime } from '../../parts/clock-time';
import { PersonName } from '../../parts/person-name';
import { forcedColors } from '../../shell/media';
import { cycleLine, cycleTitle } from '../../words/activity';

/** Fixed, so that the place of every row is known without drawing it. */
export const lineHeights: Readonly<Record<LogLine['kind'], number>> = { cycle: 40, person: 52 };

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'grid',
    alignItems: 'center',
    columnGap: '12px',
    padding: '0 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px', borderRadius: '4px' },
  },
  person: {
    gridTemplateColumns: '88px minmax(0, 1fr) 96px 92px',
    cursor: 'pointer',
    '&:hover:not([aria-selected="true"])': { backgroundColor: tokens.colorSubtleBackgroundHover },
    '&[aria-selected="true"]': {
      backgroundColor: tokens.colorSubtleBackgroundSelected,
      borderRadius: '4px',
      borderBottomColor: 'transparent',
      boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandBackground}`,
    },
    [forcedColors]: { '&[aria-selected="true"]': { outline: '2px solid Highlight', outlineOffset: '-2px' } },
  },
  cycle: {
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  cycleTitle: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  cell: { padding: 0, minWidth: 0 },
  word: { display: 'flex' },
  time: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  one: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  name: { lineHeight: '20px' },
  what: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** A line of the log: a cycle's heading, a person, or grey until its page is there. */
export function LogLineRow(props: {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly line: LogLine | null;
  readonly now: number;
  readonly tabIndex: 0 | -1;
  readonly open: boolean;
  readonly onFocus: () => void;
  readonly onClick: () => void;
}) {
  const styles = useStyles();
  const { line } = props;
  const kind = line?.kind ?? 'person';
  return (
    // The grid takes the keys for all of its rows.
    <tr
      className={mergeClasses(styles.row, kind === 'cycle' ? styles.cycle : styles.person)}
      aria-rowindex={props.index + 2}
      aria-selected={kind === 'person' ? props.open : undefined}
      data-index={props.index}
      tabIndex={props.tabIndex}
      onFocus={props.onFocus}
      onClick={kind === 'person' ? props.onClick : undefined}
      onKeyDown={undefined}
      ref={(element) => {
        if (element === null) return;
        element.style.transform = `translateY(${props.top}px)`;
        element.style.height = `${props.height}px`;
      }}
    >
      {line === null ? (
        <td className={styles.cell} colSpan={4}>
          <SkeletonItem size={16} />
        </td>
      ) : line.kind === 'cycle' ? (
        <>
          <td className={mergeClasses(styles.cell, styles.one, styles.cycleTitle)} colSpan={2}>
            {cycleTitle(line.cycle, props.now)}
          </td>
          <td className={styles.cell} colSpan={2}>
            {cycleLine(line.cycle)}
          </td>
        </>
      ) : (
        <>
          <td className={mergeClasses(styles.cell, styles.time)}>
            <ClockTime at={line.at} seconds />
          </td>
          <td className={styles.cell}>
            <div className={mergeClasses(styles.one, styles.name)} title={line.mail}>
              <PersonName name={line.name} />
            </div>
            <div className={mergeClasses(styles.one, styles.what)}>{line.what === '' ? line.mail : line.what}</div>
          </td>
          <td className={mergeClasses(styles.cell, styles.word)}>
            <ActionWord action={line.action} status={line.status} staged={line.staged} />
          </td>
          <td className={mergeClasses(styles.cell, styles.word)}>
            <ResultWord status={line.status} staged={line.staged} />
          </td>
        </>
      )}
    </tr>
  );
}
