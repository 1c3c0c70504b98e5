import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ScopeCount, ScopeRow } from '../../../shared/ipc/scope-calls';
import { AskDialog } from '../../parts/ask-dialog';
import { PersonName } from '../../parts/person-name';
import { scopeWords as words } from '../../words/scope';

const useStyles = makeStyles({
  title: { margin: '12px 0 4px', fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '2px' },
  person: { display: 'flex', gap: '12px', justifyContent: 'space-between', minWidth: 0 },
  name: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  what: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  takes: { color: tokens.colorStatusWarningForeground3 },
  note: { margin: '12px 0 0', color: tokens.colorNeutralForeground2 },
});

/** As many are told by name. */
const named = 10;

/** Who goes and who comes, by name, before the scope is saved. `counted` null: nobody can tell just now. */
export function SaveScope(props: {
  readonly changes: number;
  readonly counted: ScopeCount | null;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { counted, changes } = props;
  const disabled = counted?.disabled ?? 0;
  const confirm =
    counted === null
      ? words.saveUnknown
      : disabled === 0
        ? words.saveConfirm(changes)
        : counted.held
          ? words.saveHeld(disabled)
          : words.saveDisables(disabled);
  const whatOf = (row: ScopeRow) =>
    row.moves === 'in'
      ? words.getsAccount
      : !row.disabled
        ? words.staysAsItIs
        : counted?.held === true
          ? words.wouldBeHeld
          : words.wouldBeDisabled;

  const part = (moves: 'in' | 'out', title: string, amount: number) => {
    if (amount === 0 || counted === null) return null;
    const rows = counted.rows.filter((row) => row.moves === moves).slice(0, named);
    return (
      <>
        <h3 className={styles.title}>{title}</h3>
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.personId} className={styles.person}>
              <span className={styles.name}>
                <PersonName name={row.name} />
                {rows.some((other) => other !== row && other.name === row.name) && row.department !== null
                  ? ` (${row.department})`
                  : null}
              </span>
              <span className={row.disabled ? styles.takes : styles.what}>{whatOf(row)}</span>
            </li>
          ))}
          {amount > rows.length ? <li className={styles.what}>{words.andMore(amount - rows.length)}</li> : null}
        </ul>
      </>
    );
  };

  return (
    <AskDialog
      title={words.saveTitle(changes)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{words.cancel}</Button>
          <Button appearance="primary" disabledFocusable={props.saving} onClick={props.onSave}>
            {confirm}
          </Button>
        </>
      }
    >
      {counted === null ? (
        <p>{words.saveUncounted}</p>
      ) : counted.leaves === 0 && counted.comesIn === 0 ? (
        <p>{words.saveNobody}</p>
      ) : (
        <>
          {part('out', words.leaves(counted.leaves), counted.leaves)}
          {disabled > 0 && counted.held ? <p className={styles.note}>{words.heldNote}</p> : null}
          {part('in', words.comesIn(counted.comesIn), counted.comesIn)}
        </>
      )}
      <p className={styles.note}>{words.saveNote}</p>
    </AskDialog>
  );
}
