import { Button, Dropdown, makeStyles, mergeClasses, Option, tokens } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useJobState } from '../../bridge/jobs';
import { AttributeName, WholePath } from '../../parts/attribute-name';
import { useAnnounce } from '../../shell/announcer';
import { narrow } from '../../shell/media';
import { mappingWords } from '../../words/mapping';
import { trialWords } from '../../words/trial';
import { AddAttribute } from './add-attribute';
import { MappingList } from './mapping-list';
import { MappingPane } from './mapping-pane';
import { RestoreDefaults } from './restore-defaults';
import { SaveMapping } from './save-mapping';
import { TryEveryone } from './try-everyone';
import { TryOn, useTriedPerson } from './try-on';
import type { MappingEditor } from './use-mapping';
import type { MappingActions } from './use-mapping-actions';
import { useTrial } from './use-trial';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: '412px minmax(0, 1fr)',
    flexGrow: 1,
    minHeight: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '&[data-form="one"]': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  left: {
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: '8px 12px 12px 24px',
    overflowY: 'auto',
    minHeight: 0,
  },
  add: { marginTop: '8px', paddingLeft: '8px', fontWeight: tokens.fontWeightSemibold },
  right: {
    padding: '18px 36px 24px 24px',
    overflowY: 'auto',
    minHeight: 0,
    minWidth: 0,
    [narrow]: { padding: '12px 24px 24px' },
  },
  flush: { padding: '14px 0 24px', [narrow]: { padding: '12px 0 24px' } },
  chooser: { minWidth: '220px', fontWeight: tokens.fontWeightSemibold },
  none: { color: tokens.colorNeutralForeground3, padding: '8px 12px' },
});

/** The attributes and the one that is open, side by side, or in one column with the list as a dropdown. */
export function MappingEditorView(props: {
  readonly editor: MappingEditor;
  readonly actions: MappingActions;
  readonly targetName: string;
  readonly selected: string | null;
  /** Whom to try the mapping on first. */
  readonly personId: string | null;
  readonly onSelect: (target: string) => void;
  readonly form: 'two' | 'one';
  /** The page's own padding is around it already. */
  readonly flush: boolean;
}) {
  const styles = useStyles();
  const { editor, actions, form } = props;
  const pane = useRef<HTMLDivElement>(null);
  const { present } = editor.draft;
  const mapping = present.find((one) => one.target === props.selected) ?? present[0] ?? null;
  const state = useJobState(editor.job);
  const tried = useTriedPerson(editor.job, props.personId);
  const trial = useTrial(editor.job, present);
  const announce = useAnnounce();
  const [tryAgain, setTryAgain] = useState(false);
  const [caret, setCaret] = useState<{ readonly target: string; readonly offset: number | null } | null>(null);

  const use = (attribute: string, text: string) => {
    const of = present.find(({ target }) => target === attribute);
    if (of === undefined) return;
    editor.edit({ kind: 'changed', mapping: { ...of, source: { kind: 'expression', text } }, field: null });
    announce(trialWords.used(attribute));
    props.onSelect(attribute);
    setTryAgain(true);
  };
  // Tried again once the expression stands in the mapping.
  useEffect(() => {
    if (!tryAgain) return;
    setTryAgain(false);
    void trial.run();
  }, [tryAgain, trial]);

  const add = (
    <Button appearance="subtle" className={styles.add} icon={<Add20Regular />} onClick={actions.askAdd}>
      {mappingWords.add}
    </Button>
  );

  return (
    <div className={styles.columns} data-form={form}>
      {form === 'two' ? (
        <div className={styles.left} data-region="list">
          <MappingList
            mappings={present}
            selected={mapping?.target ?? null}
            faults={editor.faults}
            onSelect={props.onSelect}
            onRemove={actions.remove}
            onMove={actions.move}
            onEnter={() => pane.current?.querySelector<HTMLElement>('h2')?.focus()}
          />
          {present.length === 0 ? <p className={styles.none}>{mappingWords.none}</p> : null}
          {add}
        </div>
      ) : null}
      <div ref={pane} className={mergeClasses(styles.right, props.flush && styles.flush)} data-region="pane">
        {mapping === null ? (
          form === 'one' ? (
            <>
              <p className={styles.none}>{mappingWords.none}</p>
              {add}
            </>
          ) : null
        ) : (
          <MappingPane
            editor={editor}
            mapping={mapping}
            targetName={props.targetName}
            onRemove={actions.remove}
            onSave={() => void actions.askSave()}
            onCaret={(offset) => setCaret({ target: mapping.target, offset })}
            heading={
              form === 'one' ? (
                <Dropdown
                  className={styles.chooser}
                  aria-label={mappingWords.attribute}
                  button={{ children: <AttributeName path={mapping.target} /> }}
                  value={mapping.target}
                  selectedOptions={[mapping.target]}
                  onOptionSelect={(_, data) => {
                    if (data.optionValue !== undefined) props.onSelect(data.optionValue);
                  }}
                >
                  {present.map((one) => (
                    <Option key={one.target} value={one.target} text={one.target}>
                      <span>
                        <WholePath path={one.target} />
                      </span>
                    </Option>
                  ))}
                </Dropdown>
              ) : null
            }
          >
            <TryOn
              job={editor.job}
              mapping={mapping}
              tried={tried}
              caret={caret?.target === mapping.target ? caret.offset : null}
            />
            <TryEveryone
              trial={trial}
              expected={state?.people.inScope ?? null}
              attributes={editor.table.sourceAttributes}
              onUse={use}
            />
            {form === 'one' ? add : null}
          </MappingPane>
        )}
      </div>
      {actions.asking === 'add' ? (
        <AddAttribute
          attributes={editor.table.targetAttributes}
          taken={present.map((one) => one.target)}
          onAdd={actions.add}
          onClose={actions.close}
        />
      ) : null}
      {actions.asking === 'save' ? (
        <SaveMapping
          changes={editor.changes}
          trial={trial}
          saving={actions.busy}
          onSave={() => void actions.save()}
          onClose={actions.close}
        />
      ) : null}
      {actions.asking === 'restore' ? (
        <RestoreDefaults onRestore={() => void actions.restore()} onClose={actions.close} />
      ) : null}
    </div>
  );
}
