import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { mappingWords } from '../../words/mapping';
import type { MappingTable } from './use-mapping';

const useStyles = makeStyles({
  block: { marginTop: '6px' },
  list: {
    display: 'grid',
    rowGap: '8px',
    marginTop: '8px',
    padding: '10px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  signature: { fontFamily: tokens.fontFamilyMonospace, fontSize: '12px', lineHeight: '16px' },
  help: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground2 },
});

/** The functions of the mapping language with their help, opened on demand. */
export function FunctionList(props: { readonly functions: MappingTable['functions'] }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.block}>
      <Link as="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? mappingWords.functionsHide : mappingWords.functions}
      </Link>
      {open ? (
        <dl className={styles.list}>
          {props.functions.map((one) => (
            <div key={one.name}>
              <dt className={styles.signature}>{one.signature}</dt>
              <dd className={styles.help}>{one.help}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}
