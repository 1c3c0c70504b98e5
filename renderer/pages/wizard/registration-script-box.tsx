import { makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { CopyButton } from '../../parts/copy-link';
import { Tabs, useTabIds } from '../../parts/tabs';
import { wizardWords } from '../../words/wizard';
import { registrationScripts, type ScriptKind } from './registration-script';

const useStyles = makeStyles({
  block: { marginTop: '28px' },
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  hint: { color: tokens.colorNeutralForeground2, marginTop: '2px' },
  bar: { display: 'flex', alignItems: 'center', margin: '8px 0 8px' },
  copy: { marginLeft: 'auto' },
  script: {
    margin: 0,
    padding: '10px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '12px',
    lineHeight: '18px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
});

const words = wizardWords.entra;

/** The script that makes the app registration, to copy. */
export function RegistrationScriptBox() {
  const styles = useStyles();
  const id = useId();
  const ids = useTabIds();
  const [kind, setKind] = useState<ScriptKind>('cli');
  return (
    <section className={styles.block} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {words.script}
      </h2>
      <p className={styles.hint}>{words.scriptHint}</p>
      <div className={styles.bar}>
        <Tabs
          label={words.scriptKind}
          orientation="horizontal"
          ids={ids}
          tabs={[
            { name: 'cli', title: words.scriptFor.cli },
            { name: 'powershell', title: words.scriptFor.powershell },
          ]}
          selected={kind}
          onSelect={setKind}
        />
        <span className={styles.copy}>
          <CopyButton size="small" text={registrationScripts[kind]}>
            {words.copy}
          </CopyButton>
        </span>
      </div>
      <div role="tabpanel" id={ids.panel} aria-labelledby={ids.tab(kind)}>
        <pre className={styles.script}>{registrationScripts[kind]}</pre>
      </div>
    </section>
  );
}
