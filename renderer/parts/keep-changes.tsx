import { Button } from '@fluentui/react-components';
import { keepWords } from '../words/keep-changes';
import { AskDialog } from './ask-dialog';

/** Asked when a page with unsaved changes is left. */
export function KeepChanges(props: {
  /** "1 change of the mapping is not saved." */
  readonly note: string;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => void;
}) {
  return (
    <AskDialog
      title={keepWords.title}
      onClose={props.onStay}
      actions={
        <>
          <Button onClick={props.onStay}>{keepWords.stay}</Button>
          <Button onClick={props.onDiscard}>{keepWords.discard}</Button>
          <Button appearance="primary" onClick={props.onSave}>
            {keepWords.save}
          </Button>
        </>
      }
    >
      <p>{props.note}</p>
    </AskDialog>
  );
}
