import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { PlanRow } from '../../../shared/ipc/contract';
import { ChangeLine, oneLine } from '../../parts/change-line';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { wizardWords } from '../../words/wizard';
import type { PlanFilter } from './use-plan';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', marginTop: '14px' },
  head: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    padding: '0 12px 8px',
  },
  // Two lines at most, in a row of one height: the reason is what an admin reads here.
  cell: {
    height: '52px',
    padding: '0 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
  },
  lines: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    lineHeight: '20px',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  person: { display: 'flex', alignItems: 'center', gap: '10px', minWidth: 0, color: tokens.colorNeutralForeground1 },
  personColumn: { width: '23.5%' },
  account: { width: '28.5%' },
  second: { width: '16.5%' },
  change: { width: '50%' },
  changes: { display: 'grid', rowGap: '2px', padding: '4px 0' },
  empty: { color: tokens.colorNeutralForeground3 },
  more: { marginTop: '8px' },
});

const words = wizardWords.review;

const wantedValue = (row: PlanRow, attribute: string): string | null =>
  row.changes.find((change) => change.attribute === attribute)?.to ?? null;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The people of one kind: for a new account its values, for a changed one what changes, for others why. */
export function PlanTable(props: {
  readonly filter: PlanFilter;
  readonly rows: readonly PlanRow[];
  readonly total: number;
  /** The matching attribute, then a second one: the two columns of a new account. */
  readonly columns: readonly string[];
  /** The everyday name of an attribute. */
  readonly labelOf: (attribute: string) => string;
  readonly onMore: () => void;
}) {
  const styles = useStyles();
  const { filter, rows } = props;
  const columns = filter === 'create' ? props.columns : [];
  const changed = filter === 'update' || filter === 'enable' || filter === 'disable' || filter === 'delete';
  const rest = props.total - rows.length;

  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={mergeClasses(styles.head, styles.personColumn)}>{words.columns.person}</th>
            {columns.map((column, index) => (
              <th key={column} className={mergeClasses(styles.head, index === 0 ? styles.account : styles.second)}>
                {index === 0 ? column : capital(props.labelOf(column))}
              </th>
            ))}
            {changed ? <th className={mergeClasses(styles.head, styles.change)}>{words.columns.changes}</th> : null}
            {filter === 'link' ? (
              <th className={mergeClasses(styles.head, styles.account)}>{words.columns.account}</th>
            ) : null}
            <th className={styles.head}>{words.columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.sourceId}>
              <td className={styles.cell}>
                <div className={styles.person}>
                  <PersonCircle name={row.name} id={row.sourceId} />
                  <span className={styles.lines} title={`${row.name}, ${row.mail}`}>
                    <PersonName name={row.name} />
                  </span>
                </div>
              </td>
              {columns.map((column) => {
                const value = wantedValue(row, column);
                return (
                  <td key={column} className={styles.cell}>
                    {value === null ? (
                      <span className={styles.empty}>{words.empty}</span>
                    ) : (
                      <bdi className={styles.lines} title={value}>
                        <Mail text={oneLine(value)} />
                      </bdi>
                    )}
                  </td>
                );
              })}
              {changed ? (
                <td className={styles.cell}>
                  <Changes row={row} labelOf={props.labelOf} />
                </td>
              ) : null}
              {filter === 'link' ? (
                <td className={styles.cell}>
                  <bdi className={styles.lines} title={row.mail}>
                    <Mail text={row.mail} />
                  </bdi>
                </td>
              ) : null}
              <td className={styles.cell}>
                <span className={styles.lines} title={row.reason}>
                  {row.reason}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 ? (
        <Button appearance="subtle" className={styles.more} onClick={props.onMore}>
          {words.more(rest)}
        </Button>
      ) : null}
    </>
  );
}

/** An address that is too long for its line breaks before the @, not within a word. */
function Mail(props: { readonly text: string }) {
  const at = props.text.indexOf('@');
  return at < 0 ? (
    props.text
  ) : (
    <>
      {props.text.slice(0, at)}
      <wbr />
      {props.text.slice(at)}
    </>
  );
}

/** All of them: nothing is written that was not to be seen here. */
function Changes(props: { readonly row: PlanRow; readonly labelOf: (attribute: string) => string }) {
  const styles = useStyles();
  return (
    <div className={styles.changes}>
      {props.row.changes.map((change) => (
        <ChangeLine key={change.attribute} change={change} label={props.labelOf(change.attribute)} />
      ))}
    </div>
  );
}
