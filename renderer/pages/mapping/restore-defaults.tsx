import { Button } from '@fluentui/react-components';
import { AskDialog } from '../../parts/ask-dialog';
import { mappingWords } from '../../words/mapping';

/** Asked before every mapping gives way to the defaults of the service. */
export function RestoreDefaults(props: { readonly onRestore: () => void; readonly onClose: () => void }) {
  return (
    <AskDialog
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
    </AskDialog>
  );
}
