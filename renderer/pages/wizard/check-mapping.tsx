import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular, Edit20Regular, Key16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { PersonView, ResponseOf } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { call } from '../../bridge/bridge';
import { useQuery } from '../../bridge/query';
import { AttributeName } from '../../parts/attribute-name';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonValue } from '../../parts/skeleton';
import { mappingWords } from '../../words/mapping';
import { wizardWords } from '../../words/wizard';
import { describeSource } from '../mapping/describe-source';
import { MappingEditorView } from '../mapping/mapping-editor';
import { MappingNotes } from '../mapping/mapping-notes';
import { MappingToolbar } from '../mapping/mapping-toolbar';
import { PersonPicker } from '../mapping/person-picker';
import { SchemaDialogs } from '../mapping/schema-dialogs';
import { useMapping } from '../mapping/use-mapping';
import { useMappingActions } from '../mapping/use-mapping-actions';
import { useSchemaFile } from '../mapping/use-schema-file';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';

const useStyles = makeStyles({
  bar: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '12px', flexWrap: 'wrap' },
  label: { color: tokens.colorNeutralForeground2 },
  end: { marginLeft: 'auto' },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  head: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    padding: '0 12px 8px',
  },
  // Room for the longest of what is usual, at 900 too.
  middle: { width: '35%' },
  // Where there is no value, the longest attribute has its room.
  wide: { width: '56%' },
  cell: {
    height: '40px',
    padding: '0 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  from: { color: tokens.colorNeutralForeground2 },
  empty: { color: tokens.colorNeutralForeground3 },
  bad: { color: tokens.colorStatusDangerForeground3 },
  attribute: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0 },
  key: { color: tokens.colorBrandForeground1, flexShrink: 0 },
  note: { marginTop: '14px', color: tokens.colorNeutralForeground3 },
  tools: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '4px', flexWrap: 'wrap' },
  toolsEnd: { marginLeft: 'auto' },
});

/** The mapping at a glance, with what it makes of one person; it can be changed here too. */
export function CheckMapping(props: StepProps) {
  const styles = useStyles();
  const { connection } = props.keeper;
  const { job, targetName } = connection;
  const { editor, error, refresh } = useMapping(job);
  const [editing, setEditing] = useState(false);
  const [selected, setSelected] = useState<string | null>(null);
  const [person, setPerson] = useState<PersonView | null>(null);
  const actions = useMappingActions(editor, setSelected);
  const schema = useSchemaFile(job, refresh);
  const { value: found, error: unasked, refresh: askAgain } = useQuery('people.search', { job, text: '', limit: 1 });
  const unfound = unasked ?? found?.problem ?? null;
  // The value's column stands while Entra is asked: nothing jumps for the many who have people there.
  const anyone = unfound === null && (found === null || found.people.length > 0);
  const unsaved = (editor?.changes.length ?? 0) > 0;

  return (
    <StepSheet
      title={wizardWords.mapping.title}
      lead={wizardWords.mapping.lead(targetName)}
      onBack={props.onBack}
      onSaveAndClose={props.onSaveAndClose}
      next={{ reason: unsaved ? wizardWords.mapping.unsaved : null, onClick: props.onNext }}
    >
      {error !== null && editor === null ? <QueryProblem words={error} onTryAgain={refresh} /> : null}
      {editor === null ? null : editing ? (
        <>
          <div className={styles.tools}>
            <Button
              appearance="subtle"
              icon={<ArrowLeft20Regular />}
              disabledFocusable={unsaved}
              onClick={() => setEditing(false)}
            >
              {wizardWords.mapping.toList}
            </Button>
            <span className={styles.toolsEnd}>
              <MappingToolbar editor={editor} actions={actions} schema={schema} onVersions={null} />
            </span>
          </div>
          <MappingNotes actions={actions} schema={schema} flush />
          <SchemaDialogs schema={schema} unsaved={editor.changes.length} />
          <MappingEditorView
            editor={editor}
            actions={actions}
            targetName={targetName}
            selected={selected}
            personId={null}
            onSelect={setSelected}
            form="one"
            flush
          />
        </>
      ) : (
        <>
          <div className={styles.bar}>
            {anyone ? (
              <>
                <span className={styles.label}>{wizardWords.mapping.person}</span>
                <PersonPicker job={job} person={person} onChoose={setPerson} />
              </>
            ) : null}
            <Button className={styles.end} icon={<Edit20Regular />} onClick={() => setEditing(true)}>
              {wizardWords.mapping.change}
            </Button>
          </div>
          <table className={styles.table}>
            <thead>
              <tr>
                <th className={mergeClasses(styles.head, !anyone && styles.wide)}>
                  {wizardWords.mapping.columns.attribute}
                </th>
                <th className={mergeClasses(styles.head, anyone && styles.middle)}>
                  {wizardWords.mapping.columns.from}
                </th>
                {anyone ? <th className={styles.head}>{wizardWords.mapping.columns.value}</th> : null}
              </tr>
            </thead>
            <tbody>
              {editor.draft.present.map((mapping) => (
                <tr key={mapping.target}>
                  <td className={styles.cell}>
                    <span className={styles.attribute}>
                      <AttributeName path={mapping.target} />
                      {mapping.matchingPriority > 0 ? (
                        <Key16Regular className={styles.key} aria-label={mappingWords.matching} />
                      ) : null}
                    </span>
                  </td>
                  <td className={mergeClasses(styles.cell, styles.from)} title={describeSource(mapping)}>
                    {describeSource(mapping)}
                  </td>
                  {anyone ? (
                    <td className={styles.cell}>
                      <ValueFor job={job} mapping={mapping} person={person} />
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
          <p className={styles.note}>
            {wizardWords.mapping.standard} {anyone || unfound !== null ? null : wizardWords.mapping.nobody}
          </p>
          {unfound === null ? null : <QueryProblem words={unfound} onTryAgain={askAgain} />}
        </>
      )}
    </StepSheet>
  );
}

function ValueFor(props: {
  readonly job: string;
  readonly mapping: AttributeMapping;
  readonly person: PersonView | null;
}) {
  const styles = useStyles();
  const { job, mapping, person } = props;
  const [tried, setTried] = useState<Pick<ResponseOf<'mapping.tryOn'>, 'result' | 'verdict'> | null>(null);
  useEffect(() => {
    if (person === null) return;
    let wanted = true;
    void call('mapping.tryOn', { job, mapping, personId: person.id }).then((reply) => {
      if (wanted) setTried(reply.ok ? reply.value : { result: null, verdict: { ok: false, text: reply.error.title } });
    });
    return () => {
      wanted = false;
    };
  }, [job, mapping, person]);
  if (tried === null) return <SkeletonValue />;
  const { result, verdict } = tried;
  return verdict.ok ? (
    result === null || result === '' ? (
      <span className={styles.empty}>{mappingWords.empty}</span>
    ) : (
      <bdi title={result}>{result}</bdi>
    )
  ) : (
    <span className={styles.bad} title={verdict.text}>
      {verdict.text}
    </span>
  );
}
