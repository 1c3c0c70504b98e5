import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { WholePath } from '../../parts/attribute-name';
import { useFocusBack } from '../../shell/focus-back';
import { mappingWords } from '../../words/mapping';
import type { MappingChange } from './mapping-draft';

const useStyles = makeStyles({
  list: { display: 'grid', rowGap: '4px', margin: '8px 0 12px' },
  change: { display: 'grid', gridTemplateColumns: '88px minmax(0, 1fr)', columnGap: '12px' },
  kind: { color: tokens.colorNeutralForeground3 },
  target: { overflowWrap: 'anywhere' },
});

function Ask(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions: ReactNode;
  readonly onClose: () => void;
}) {
  useFocusBack();
  return (
    <Dialog modalType="alert" open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>{props.children}</DialogContent>
          <DialogActions fluid>{props.actions}</DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** What saving does, attribute by attribute, before it is done. */
export function SaveMapping(props: {
  readonly changes: readonly MappingChange[];
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  return (
    <Ask
      title={mappingWords.saveTitle(props.changes.length)}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{mappingWords.cancel}</Button>
          <Button appearance="primary" disabledFocusable={props.saving} onClick={props.onSave}>
            {mappingWords.saveConfirm(props.changes.length)}
          </Button>
        </>
      }
    >
      <ul className={styles.list}>
        {props.changes.map((change) => (
          <li key={change.target} className={styles.change}>
            <span className={styles.kind}>{mappingWords.changed[change.kind]}</span>
            <span className={styles.target}>
              <WholePath path={change.target} />
            </span>
          </li>
        ))}
      </ul>
      <p>{mappingWords.saveNote}</p>
    </Ask>
  );
}

export function RestoreDefaults(props: { readonly onRestore: () => void; readonly onClose: () => void }) {
  return (
    <Ask
      title={mappingWords.restoreTitle}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{mappingWords.cancel}</Button>
          <Button appearance="primary" onClick={props.onRestore}>
            {mappingWords.restoreConfirm}
          </Button>
        </>
      }
    >
      <p>{mappingWords.restoreNote}</p>
    </Ask>
  );
}

export function KeepChanges(props: {
  readonly changes: number;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => void;
}) {
  return (
    <Ask
      title={mappingWords.leaveTitle}
      onClose={props.onStay}
      actions={
        <>
          <Button onClick={props.onStay}>{mappingWords.leaveStay}</Button>
          <Button onClick={props.onDiscard}>{mappingWords.leaveDiscard}</Button>
          <Button appearance="primary" onClick={props.onSave}>
            {mappingWords.leaveSave}
          </Button>
        </>
      }
    >
      <p>{mappingWords.leaveNote(props.changes)}</p>
    </Ask>
  );
}
