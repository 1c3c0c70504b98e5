import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { RungView } from '../../shared/ipc/contract';
import { ladderWords } from '../words/ladder';
import { StateIcon, type StatusIconName } from './state-icon';

const useStyles = makeStyles({
  rung: {
    display: 'grid',
    // The longest name in bold, which is "Read the application", stays on one line.
    gridTemplateColumns: '20px 152px minmax(0, 1fr) auto',
    columnGap: '12px',
    padding: '5px 0',
    position: 'relative',
    color: tokens.colorNeutralForeground2,
    '@media (max-width: 1099px)': { padding: '3px 0' },
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: '9px',
      top: '27px',
      bottom: '-5px',
      width: '2px',
      backgroundImage: `repeating-linear-gradient(180deg, ${tokens.colorNeutralStroke1} 0 3px, transparent 3px 5px)`,
    },
    '&[data-state="not-tested"]': { color: tokens.colorNeutralForeground3 },
    '&[data-state="waiting"]': { color: tokens.colorNeutralForeground3 },
  },
  failed: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorStatusDangerForeground3 },
  text: {
    overflowWrap: 'anywhere',
    '&[data-failed="true"]': { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  },
  time: { fontSize: '12px', lineHeight: '20px', color: tokens.colorNeutralForeground3 },
});

const icons: Readonly<Record<RungView['state'], StatusIconName>> = {
  waiting: 'waiting',
  running: 'running',
  passed: 'calm',
  failed: 'stopped',
  'not-tested': 'waiting',
};

/** The rungs of Test Connection, each with its state, what was found and how long it took. */
export function Ladder(props: { readonly rungs: readonly RungView[]; readonly label: string }) {
  const styles = useStyles();
  return (
    <ol aria-label={props.label}>
      {props.rungs.map((rung) => (
        <li key={rung.name} className={styles.rung} data-state={rung.state}>
          <StateIcon state={icons[rung.state]} size={20} />
          <span className={mergeClasses(rung.state === 'failed' && styles.failed)}>{rung.name}</span>
          <span className={styles.text} data-failed={rung.state === 'failed'}>
            {rung.text === '' ? ladderWords.states[rung.state] : rung.text}
          </span>
          <span className={styles.time}>{rung.durationMs === null ? '' : ladderWords.took(rung.durationMs)}</span>
        </li>
      ))}
    </ol>
  );
}
