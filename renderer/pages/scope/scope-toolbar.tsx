import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowRedo20Regular, ArrowUndo20Regular, Checkmark16Regular } from '@fluentui/react-icons';
import { narrow } from '../../shell/media';
import { scopeWords as words } from '../../words/scope';
import type { ScopeEditor } from './use-scope';
import type { ScopeActions } from './use-scope-actions';

const useStyles = makeStyles({
  actions: { display: 'flex', alignItems: 'center', gap: '8px' },
  steps: { display: 'contents', [narrow]: { display: 'none' } },
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

/** Undo and redo once there is something to take back (by the keys alone where there is no room), Discard and Save beside the page's heading. */
export function ScopeToolbar(props: { readonly editor: ScopeEditor; readonly actions: ScopeActions }) {
  const styles = useStyles();
  const { editor, actions } = props;
  const { past, future } = editor.draft;
  return (
    <div className={styles.actions}>
      {actions.savedJustNow && editor.changes === 0 ? (
        <span className={styles.saved}>
          <Checkmark16Regular aria-hidden="true" />
          {words.savedShort}
        </span>
      ) : null}
      {past.length === 0 && future.length === 0 ? null : (
        <span className={styles.steps}>
          <Tooltip content={words.undo} relationship="label">
            <Button
              appearance="subtle"
              icon={<ArrowUndo20Regular />}
              disabledFocusable={past.length === 0}
              onClick={actions.undo}
            />
          </Tooltip>
          <Tooltip content={words.redo} relationship="label">
            <Button
              appearance="subtle"
              icon={<ArrowRedo20Regular />}
              disabledFocusable={future.length === 0}
              onClick={actions.redo}
            />
          </Tooltip>
        </span>
      )}
      {editor.changes === 0 ? null : (
        <>
          <Button onClick={actions.discard}>{words.discard}</Button>
          <Button appearance="primary" disabledFocusable={actions.busy} onClick={() => void actions.askSave()}>
            {words.save(editor.changes)}
          </Button>
        </>
      )}
    </div>
  );
}
