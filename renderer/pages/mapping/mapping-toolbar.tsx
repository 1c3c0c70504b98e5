import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import {
  ArrowRedo20Regular,
  ArrowUndo20Regular,
  Checkmark16Regular,
  MoreHorizontal20Regular,
} from '@fluentui/react-icons';
import { mappingWords } from '../../words/mapping';
import { schemaFileWords } from '../../words/schema-file';
import type { MappingEditor } from './use-mapping';
import type { MappingActions } from './use-mapping-actions';
import type { SchemaFile } from './use-schema-file';

const useStyles = makeStyles({
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
});

/** Undo, redo, more, Discard and Save: beside the page's heading, or above the editor in the wizard. */
export function MappingToolbar(props: {
  readonly editor: MappingEditor;
  readonly actions: MappingActions;
  readonly schema: SchemaFile;
  /** null: there are no versions yet while a connection is set up. */
  readonly onVersions: (() => void) | null;
}) {
  const styles = useStyles();
  const { editor, actions, schema, onVersions } = props;
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
            <MenuItem onClick={() => void schema.open()}>{schemaFileWords.import}</MenuItem>
            <MenuItem onClick={() => void schema.exportIt()}>{schemaFileWords.export}</MenuItem>
            {onVersions === null ? null : <MenuItem onClick={onVersions}>{schemaFileWords.versions}</MenuItem>}
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
