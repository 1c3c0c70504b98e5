import { makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowSyncCircle20Regular,
  CheckmarkCircle20Filled,
  Circle20Regular,
  ErrorCircle20Filled,
  PauseCircle20Regular,
  SubtractCircle20Regular,
  Warning20Filled,
} from '@fluentui/react-icons';
import type { StateIconName } from '../../shared/health/state-sentence';

/** The states of a job, and what a person or a step can be besides. */
export type StatusIconName = StateIconName | 'skipped';

const icons = {
  calm: CheckmarkCircle20Filled,
  running: ArrowSyncCircle20Regular,
  attention: Warning20Filled,
  stopped: ErrorCircle20Filled,
  paused: PauseCircle20Regular,
  waiting: Circle20Regular,
  skipped: SubtractCircle20Regular,
} as const;

const useStyles = makeStyles({
  icon: {
    display: 'block',
    flexShrink: 0,
    // Sized icons bring their own width and height; style wins over both.
    '&[data-size="16"]': { width: '16px', height: '16px' },
    '&[data-size="20"]': { width: '20px', height: '20px' },
    '&[data-size="32"]': { width: '32px', height: '32px' },
    '&[data-size="40"]': { width: '40px', height: '40px' },
    '&[data-state="calm"]': { color: tokens.colorStatusSuccessForeground1 },
    '&[data-state="running"]': { color: tokens.colorBrandForeground1 },
    '&[data-state="attention"]': { color: tokens.colorStatusWarningForeground3 },
    '&[data-state="stopped"]': { color: tokens.colorStatusDangerForeground1 },
    '&[data-state="paused"]': { color: tokens.colorNeutralForeground2 },
    '&[data-state="waiting"]': { color: tokens.colorNeutralForeground3 },
    '&[data-state="skipped"]': { color: tokens.colorNeutralForeground3 },
  },
});

/** A state's icon. Its shape tells the states apart without the colour; the word beside it is the caller's. */
export function StateIcon(props: { readonly state: StatusIconName; readonly size: 16 | 20 | 32 | 40 }) {
  const styles = useStyles();
  const Icon = icons[props.state];
  return <Icon className={styles.icon} data-state={props.state} data-size={props.size} aria-hidden="true" />;
}
