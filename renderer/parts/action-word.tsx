import { makeStyles, tokens } from '@fluentui/react-components';
import {
  Add16Regular,
  ArrowReset20Regular,
  Delete16Regular,
  Edit16Regular,
  type FluentIcon,
  Link16Regular,
  Prohibited16Regular,
  Subtract16Regular,
} from '@fluentui/react-icons';
import type { Action, LogStatus } from '../../shared/log/log-row';
import { actionWord, happened, resultWord } from '../words/log';
import { StateIcon, type StatusIconName } from './state-icon';

const actionIcons: Readonly<Record<Action, FluentIcon>> = {
  create: Add16Regular,
  update: Edit16Regular,
  enable: ArrowReset20Regular,
  disable: Prohibited16Regular,
  delete: Delete16Regular,
  link: Link16Regular,
  none: Subtract16Regular,
};

const resultIcons: Readonly<Record<LogStatus, StatusIconName>> = {
  success: 'calm',
  failure: 'stopped',
  skipped: 'skipped',
  warning: 'attention',
};

const useStyles = makeStyles({
  icon: { width: '16px', height: '16px', flexShrink: 0 },
  pair: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    '&[data-status="failure"]': { color: tokens.colorStatusDangerForeground3 },
    '&[data-status="warning"]': { color: tokens.colorStatusWarningForeground3 },
    '&[data-status="skipped"]': { color: tokens.colorNeutralForeground3 },
  },
});

/** An action: neutral, never coloured. */
export function ActionWord(props: { readonly action: Action; readonly status: LogStatus; readonly staged: boolean }) {
  const styles = useStyles();
  const Icon = actionIcons[props.action];
  return (
    <span className={styles.pair}>
      <Icon className={styles.icon} aria-hidden="true" />
      {actionWord(props.action, happened(props.status, props.staged))}
    </span>
  );
}

/** A result: success is quiet, red and orange are for what needs a person. */
export function ResultWord(props: { readonly status: LogStatus; readonly staged: boolean }) {
  const styles = useStyles();
  const status = props.staged ? 'warning' : props.status;
  return (
    <span className={styles.pair} data-status={status}>
      <StateIcon state={resultIcons[status]} size={16} />
      {resultWord(props.status, props.staged)}
    </span>
  );
}
