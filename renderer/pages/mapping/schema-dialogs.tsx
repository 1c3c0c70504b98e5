import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowRight16Regular } from '@fluentui/react-icons';
import { AskDialog } from '../../parts/ask-dialog';
import { schemaFileWords } from '../../words/schema-file';
import type { OpenedSchema, RefusedSchema, SchemaFile } from './use-schema-file';

const useStyles = makeStyles({
  heading: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold, margin: '14px 0 4px' },
  lead: { marginBottom: '12px' },
  list: { display: 'grid', rowGap: '8px', marginBottom: '8px' },
  line: { overflowWrap: 'anywhere' },
  change: { display: 'grid', rowGap: '2px' },
  values: { display: 'flex', flexWrap: 'wrap', gap: '2px 6px', alignItems: 'center', minWidth: 0 },
  value: { fontFamily: tokens.fontFamilyMonospace, fontSize: '12.5px', overflowWrap: 'anywhere', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  place: { fontFamily: tokens.fontFamilyMonospace, fontSize: '12px', color: tokens.colorNeutralForeground3 },
});

const shown = 12;

/** A file that was opened: what it would do otherwise and what is kept but not used; or why it cannot be used. */
export function SchemaDialogs(props: { readonly schema: SchemaFile; readonly unsaved: number }) {
  const { opened, refused } = props.schema;
  if (opened !== null) return <TakeSchema schema={props.schema} file={opened} unsaved={props.unsaved} />;
  return refused === null ? null : <RefuseSchema schema={props.schema} file={refused} />;
}

function TakeSchema(props: { readonly schema: SchemaFile; readonly file: OpenedSchema; readonly unsaved: number }) {
  const styles = useStyles();
  const { schema, file } = props;
  return (
    <AskDialog
      title={schemaFileWords.title(file.name)}
      onClose={schema.close}
      actions={
        <>
          <Button onClick={schema.close}>{schemaFileWords.cancel}</Button>
          <Button appearance="primary" disabledFocusable={schema.busy} onClick={() => void schema.take()}>
            {schemaFileWords.take}
          </Button>
        </>
      }
    >
      <p>{schemaFileWords.replaces(props.unsaved)}</p>
      <h3 className={styles.heading}>{schemaFileWords.changes}</h3>
      {file.changes.length === 0 ? (
        <p>{schemaFileWords.same}</p>
      ) : (
        <ul className={styles.list}>
          {file.changes.slice(0, shown).map(({ what, from, to }) => (
            <li key={what} className={styles.change}>
              <span>{what}</span>
              <span className={styles.values}>
                <Text value={from} />
                <ArrowRight16Regular aria-label={schemaFileWords.becomes} />
                <Text value={to} />
              </span>
            </li>
          ))}
          {file.changes.length > shown ? <li>{schemaFileWords.more(file.changes.length - shown)}</li> : null}
        </ul>
      )}
      <Notices notices={file.notices} />
    </AskDialog>
  );
}

function Text({ value }: { readonly value: string | null }) {
  const styles = useStyles();
  return value === null ? (
    <span className={styles.quiet}>{schemaFileWords.nothing}</span>
  ) : (
    <bdi className={styles.value}>{value}</bdi>
  );
}

function Notices({ notices }: { readonly notices: readonly string[] }) {
  const styles = useStyles();
  if (notices.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{schemaFileWords.notices}</h3>
      <ul className={styles.list}>
        {notices.map((notice) => (
          <li key={notice} className={styles.line}>
            {notice}
          </li>
        ))}
      </ul>
    </>
  );
}

function RefuseSchema(props: { readonly schema: SchemaFile; readonly file: RefusedSchema }) {
  const styles = useStyles();
  const { schema, file } = props;
  return (
    <AskDialog
      title={schemaFileWords.refused(file.name)}
      onClose={schema.close}
      actions={
        <>
          <Button
            onClick={() => {
              schema.close();
              void schema.open();
            }}
          >
            {schemaFileWords.another}
          </Button>
          <Button appearance="primary" onClick={schema.close}>
            {schemaFileWords.close}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{schemaFileWords.refusedLead}</p>
      <ul className={styles.list}>
        {file.faults.slice(0, shown).map((fault) => (
          <li key={`${fault.path} ${fault.at?.line} ${fault.at?.column} ${fault.message}`} className={styles.change}>
            <span>
              {fault.about === null ? '' : `${fault.about}: `}
              {fault.message}
            </span>
            {fault.suggestion === null ? null : <span>{schemaFileWords.suggestion(fault.suggestion)}</span>}
            <span className={styles.place}>{schemaFileWords.place(fault)}</span>
          </li>
        ))}
        {file.faults.length > shown ? <li>{schemaFileWords.more(file.faults.length - shown)}</li> : null}
      </ul>
      <Notices notices={file.notices} />
    </AskDialog>
  );
}
