import {
  Button,
  Dropdown,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  Option,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import {
  Add20Regular,
  ArrowRedo20Regular,
  ArrowUndo20Regular,
  Checkmark16Regular,
  MoreHorizontal20Regular,
} from '@fluentui/react-icons';
import { useRef } from 'react';
import { AttributeName, WholePath } from '../../parts/attribute-name';
import { Note, ProblemNote } from '../../parts/problem-note';
import { narrow } from '../../shell/media';
import { mappingWords } from '../../words/mapping';
import { AddAttribute } from './add-attribute';
import { RestoreDefaults, SaveMapping } from './mapping-dialogs';
import { MappingList } from './mapping-list';
import { MappingPane } from './mapping-pane';
import { TryOn } from './try-on';
import type { MappingEditor } from './use-mapping';
import type { MappingActions } from './use-mapping-actions';

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
  actions: { display: 'flex', alignItems: 'center', gap: '8px' },
  saved: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground2,
    '& svg': { color: tokens.colorStatusSuccessForeground1 },
  },
  notes: {
    padding: '0 36px 14px',
    [narrow]: { padding: '0 24px 10px' },
    '&[data-flush="true"]': { padding: '0 0 10px' },
  },
});

/** Undo, redo, more, Discard and Save: beside the page's heading, or above the editor in the wizard. */
export function MappingToolbar(props: { readonly editor: MappingEditor; readonly actions: MappingActions }) {
  const styles = useStyles();
  const { editor, actions } = props;
  const changes = editor.changes.length;
  return (
    <div className={styles.actions}>
      {actions.savedJustNow && changes === 0 ? (
        <span className={styles.saved}>
          <Checkmark16Regular aria-hidden="true" />
          {mappingWords.savedShort}
        </span>
      ) : null}
      <Tooltip content={mappingWords.undo} relationship="label">
        <Button
          appearance="subtle"
          icon={<ArrowUndo20Regular />}
          disabledFocusable={editor.draft.past.length === 0}
          onClick={actions.undo}
        />
      </Tooltip>
      <Tooltip content={mappingWords.redo} relationship="label">
        <Button
          appearance="subtle"
          icon={<ArrowRedo20Regular />}
          disabledFocusable={editor.draft.future.length === 0}
          onClick={actions.redo}
        />
      </Tooltip>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={mappingWords.more} relationship="label">
            <Button appearance="subtle" icon={<MoreHorizontal20Regular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={actions.askRestore}>{mappingWords.restoreDefaults}</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {changes === 0 ? null : (
        <>
          <Button onClick={() => editor.edit({ kind: 'discarded' })}>{mappingWords.discard}</Button>
          <Button appearance="primary" disabledFocusable={actions.busy} onClick={() => void actions.askSave()}>
            {mappingWords.save(changes)}
          </Button>
        </>
      )}
    </div>
  );
}

/** What stood in the way of saving. */
export function MappingNotes(props: { readonly actions: MappingActions; readonly flush?: boolean }) {
  const styles = useStyles();
  const { problem, blockedBy } = props.actions;
  if (problem === null && blockedBy === 0) return null;
  return (
    <div className={styles.notes} data-flush={props.flush === true} role="alert">
      {problem === null ? (
        <Note intent="error" level={2} title={mappingWords.blocked(blockedBy)} />
      ) : (
        <ProblemNote level={2} words={problem} />
      )}
    </div>
  );
}

/** The attributes and the one that is open, side by side, or in one column with the list as a dropdown. */
export function MappingEditorView(props: {
  readonly editor: MappingEditor;
  readonly actions: MappingActions;
  readonly targetName: string;
  readonly selected: string | null;
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
            <TryOn job={editor.job} mapping={mapping} />
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
