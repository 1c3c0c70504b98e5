import {
  Button,
  Combobox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Option,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useFocusBack } from '../../shell/focus-back';
import { mappingWords } from '../../words/mapping';
import type { MappingTable } from './use-mapping';

/** Asks which attribute of the account is to be filled: one of the known ones, or any path. */
export function AddAttribute(props: {
  readonly attributes: MappingTable['targetAttributes'];
  /** Paths that are in the list already. */
  readonly taken: readonly string[];
  readonly onAdd: (target: string) => void;
  readonly onClose: () => void;
}) {
  useFocusBack();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const isTaken = (path: string) => props.taken.some((other) => other.toLowerCase() === path.toLowerCase());
  const wanted = text.trim().toLowerCase();
  const free = props.attributes.filter(({ path }) => !isTaken(path));
  const shown = free.filter(
    ({ path, label }) => path.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted),
  );

  const add = (path: string) => {
    if (path === '') setError(mappingWords.addEmpty);
    else if (isTaken(path)) setError(mappingWords.addTaken);
    else props.onAdd(path);
  };

  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add(text.trim());
          }}
        >
          <DialogBody>
            <DialogTitle>{mappingWords.addTitle}</DialogTitle>
            <DialogContent>
              <Field
                label={mappingWords.addField}
                hint={mappingWords.addHint}
                validationMessage={error}
                validationState={error === null ? 'none' : 'error'}
              >
                <Combobox
                  freeform
                  autoFocus
                  value={text}
                  selectedOptions={[]}
                  onChange={(event) => {
                    setText(event.target.value);
                    setError(null);
                  }}
                  onOptionSelect={(_, data) => {
                    if (data.optionValue !== undefined) setText(data.optionValue);
                    setError(null);
                  }}
                >
                  {shown.map(({ path, label }) => (
                    <Option key={path} value={path} text={path}>
                      {label === '' || label === path ? path : `${path} · ${label}`}
                    </Option>
                  ))}
                </Combobox>
              </Field>
            </DialogContent>
            <DialogActions>
              <Button onClick={props.onClose}>{mappingWords.cancel}</Button>
              <Button type="submit" appearance="primary">
                {mappingWords.addConfirm}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
