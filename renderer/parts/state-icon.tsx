import { makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowSyncCircle16Regular,
  ArrowSyncCircle20Regular,
  ArrowSyncCircle32Regular,
  CheckmarkCircle16Filled,
  CheckmarkCircle20Filled,
  CheckmarkCircle32Filled,
  Circle16Regular,
  Circle20Regular,
  Circle32Regular,
  ErrorCircle16Filled,
  ErrorCircle20Filled,
  ErrorCircle48Filled,
  type FluentIcon,
  PauseCircle16Regular,
  PauseCircle20Regular,
  PauseCircle32Regular,
  SubtractCircle16Regular,
  SubtractCircle20Regular,
  SubtractCircle32Regular,
  Warning16Filled,
  Warning20Filled,
  Warning32Filled,
} from '@fluentui/react-icons';
import type { StateIconName } from '../../shared/health/state-sentence';

/** The states of a job, and what a person or a step can be besides. */
export type StatusIconName = StateIconName | 'skipped';

/** Drawn for their size: in a line, beside a step, beside a heading. */
const icons: Readonly<Record<StatusIconName, readonly [small: FluentIcon, usual: FluentIcon, large: FluentIcon]>> = {
  calm: [CheckmarkCircle16Filled, CheckmarkCircle20Filled, CheckmarkCircle32Filled],
  running: [ArrowSyncCircle16Regular, ArrowSyncCircle20Regular, ArrowSyncCircle32Regular],
  attention: [Warning16Filled, Warning20Filled, Warning32Filled],
  stopped: [ErrorCircle16Filled, ErrorCircle20Filled, ErrorCircle48Filled],
  paused: [PauseCircle16Regular, PauseCircle20Regular, PauseCircle32Regular],
  waiting: [Circle16Regular, Circle20Regular, Circle32Regular],
  skipped: [SubtractCircle16Regular, SubtractCircle20Regular, SubtractCircle32Regular],
};

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
  const [Small, Usual, Large] = icons[props.state];
  const Icon = props.size === 16 ? Small : props.size === 20 ? Usual : Large;
  return <Icon className={styles.icon} data-state={props.state} data-size={props.size} aria-hidden="true" />;
}
