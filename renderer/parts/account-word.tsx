import { makeStyles, tokens } from '@fluentui/react-components';
import { HandRight16Regular, Prohibited16Regular } from '@fluentui/react-icons';
import type { AccountState, ListedPerson } from '../../shared/ipc/contract';
import { accountWord } from '../words/people';
import { StateIcon, type StatusIconName } from './state-icon';

const icons: Readonly<Record<Exclude<AccountState, 'on-hold' | 'disabled'>, StatusIconName>> = {
  'in-step': 'calm',
  'not-updated': 'attention',
  failed: 'stopped',
  held: 'attention',
  'left-alone': 'skipped',
  'no-account': 'skipped',
  waits: 'waiting',
  'only-there': 'skipped',
};

const useStyles = makeStyles({
  pair: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    minWidth: 0,
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    '&[data-tone="stopped"]': { color: tokens.colorStatusDangerForeground3 },
    '&[data-tone="attention"]': { color: tokens.colorStatusWarningForeground3 },
    '&[data-tone="skipped"]': { color: tokens.colorNeutralForeground3 },
  },
  icon: { width: '16px', height: '16px', flexShrink: 0 },
});

/** How somebody's account stands: icon and word. */
export function AccountWord(props: { readonly of: Pick<ListedPerson, 'account' | 'attempts' | 'needsAttention'> }) {
  const styles = useStyles();
  const { account, needsAttention } = props.of;
  if (account === 'on-hold' || account === 'disabled') {
    const Icon = account === 'on-hold' ? HandRight16Regular : Prohibited16Regular;
    return (
      <span className={styles.pair}>
        <Icon className={styles.icon} aria-hidden="true" />
        {accountWord(props.of)}
      </span>
    );
  }
  const icon = needsAttention && icons[account] !== 'stopped' ? 'attention' : icons[account];
  return (
    <span className={styles.pair} data-tone={icon}>
      <StateIcon state={icon} size={16} />
      {accountWord(props.of)}
    </span>
  );
}
