import { makeStyles, tokens } from '@fluentui/react-components';
import { WholePath } from '../../parts/attribute-name';
import { mappingWords } from '../../words/mapping';
import type { MappingChange } from './mapping-draft';

const useStyles = makeStyles({
  list: { display: 'grid', rowGap: '4px', margin: '8px 0 12px' },
  change: { display: 'grid', gridTemplateColumns: '88px minmax(0, 1fr)', columnGap: '12px' },
  kind: { color: tokens.colorNeutralForeground3 },
  target: { overflowWrap: 'anywhere' },
});

/** Attributes of the mapping that would be other than they are now. */
export function ChangeList({ changes }: { readonly changes: readonly MappingChange[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {changes.map(({ target, kind }) => (
        <li key={`${kind} ${target}`} className={styles.change}>
          <span className={styles.kind}>{mappingWords.changed[kind]}</span>
          <span className={styles.target}>
            <WholePath path={target} />
          </span>
        </li>
      ))}
    </ul>
  );
}
