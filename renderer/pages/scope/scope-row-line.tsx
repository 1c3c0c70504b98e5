import { makeStyles, tokens } from '@fluentui/react-components';
import { AddCircle16Regular, CheckmarkCircle16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { ScopeRow } from '../../../shared/ipc/scope-calls';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { scopeWords as words } from '../../words/scope';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    columnGap: '12px',
    alignItems: 'center',
    width: '100%',
  },
  words: { minWidth: 0, display: 'block' },
  name: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '18px' },
  why: {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  state: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    '& svg': { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
    '&[data-state="in"], &[data-state="in"] svg': { color: tokens.colorBrandForeground1 },
    '&[data-state="out"], &[data-state="out"] svg': { color: tokens.colorStatusWarningForeground3 },
    '&[data-state="stays-out"], &[data-state="stays-out"] svg': { color: tokens.colorNeutralForeground3 },
  },
});

/** A person, in or out, with why. Those who move are told from the others by word, icon and colour. */
export function ScopeRowLine(props: { readonly row: ScopeRow; readonly withDepartment: boolean }) {
  const styles = useStyles();
  const { row } = props;
  const state = row.moves ?? (row.inScope ? 'stays-in' : 'stays-out');
  const Icon =
    state === 'in' ? AddCircle16Regular : state === 'stays-in' ? CheckmarkCircle16Regular : SubtractCircle16Regular;
  const word = row.inScope ? words.stateIn : words.stateOut;
  return (
    <span className={styles.line}>
      <PersonCircle name={row.name} id={row.personId} />
      <span className={styles.words}>
        <span className={styles.name}>
          <PersonName name={row.name} />
          {props.withDepartment && row.department !== null ? ` (${row.department})` : null}
        </span>
        <span className={styles.why} title={row.reason}>
          {row.reason}
        </span>
      </span>
      <span className={styles.state} data-state={state}>
        <Icon aria-hidden="true" />
        {word}
      </span>
    </span>
  );
}
