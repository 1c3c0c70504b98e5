import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { SightView } from '../../../shared/ipc/contract';
import { WholePath } from '../../parts/attribute-name';
import { provisionWords } from '../../words/provision';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', marginTop: '6px' },
  column: {
    textAlign: 'left',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: '8px 12px 6px 0',
    ':first-child': { width: '150px', boxSizing: 'border-box' },
  },
  cell: {
    padding: '8px 12px 8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  name: { color: tokens.colorNeutralForeground2 },
  old: { color: tokens.colorNeutralForeground3 },
  empty: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
});

/** What is sent, attribute by attribute; a new account has no old values. */
export function ChangesTable({
  sight,
  labelOf,
}: {
  readonly sight: SightView;
  readonly labelOf: (path: string) => string;
}) {
  const styles = useStyles();
  const isNew = sight.action === 'create';
  const value = (text: string | null) =>
    text === null || text === '' ? <span className={styles.empty}>{provisionWords.empty}</span> : <bdi>{text}</bdi>;
  return (
    <table className={styles.table} aria-label={provisionWords.changes}>
      <thead>
        <tr>
          <th scope="col" className={styles.column}>
            {provisionWords.attribute}
          </th>
          {isNew ? null : (
            <th scope="col" className={styles.column}>
              {provisionWords.oldValue}
            </th>
          )}
          <th scope="col" className={styles.column}>
            {provisionWords.newValue}
          </th>
        </tr>
      </thead>
      <tbody>
        {sight.changes.map(({ attribute, from, to }) => (
          <tr key={attribute}>
            <td className={mergeClasses(styles.cell, styles.name)} title={attribute}>
              <WholePath path={labelOf(attribute)} />
            </td>
            {isNew ? null : <td className={mergeClasses(styles.cell, styles.old)}>{value(from)}</td>}
            <td className={styles.cell}>{value(to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
