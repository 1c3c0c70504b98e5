import { Combobox, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { PersonView } from '../../../shared/ipc/contract';
import { useQuery } from '../../bridge/query';
import { mappingWords } from '../../words/mapping';

const useStyles = makeStyles({
  box: { width: '260px', minWidth: '180px' },
  mail: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
});

/** Never more than a screenful: people are searched for, not listed. */
const atOnce = 8;
const restMs = 200;

/** Chooses one person by name, mail or id. The first one found is taken when nobody is chosen yet, unless it matters who. */
export function PersonPicker(props: {
  readonly job: string;
  readonly person: PersonView | null;
  readonly label?: string;
  readonly takesFirst?: boolean;
  readonly onChoose: (person: PersonView) => void;
  readonly hint?: string;
}) {
  const styles = useStyles();
  const { person, onChoose, takesFirst = true } = props;
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text ?? ''), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery('people.search', { job: props.job, text: asked, limit: atOnce });
  const people = found.value?.people ?? [];
  const problem = found.error ?? found.value?.problem ?? null;
  const [first] = people;

  useEffect(() => {
    if (takesFirst && person === null && first !== undefined) onChoose(first);
  }, [takesFirst, person, first, onChoose]);

  return (
    <Combobox
      className={styles.box}
      aria-label={props.label ?? mappingWords.tryPerson}
      placeholder={props.hint ?? mappingWords.tryHint}
      size="small"
      freeform
      value={text ?? person?.name ?? ''}
      selectedOptions={person === null ? [] : [person.id]}
      open={open}
      onChange={(event) => {
        setText(event.target.value);
        // What an input method puts in comes without keys, and Fluent opens the list at keys alone.
        setOpen(true);
      }}
      onBlur={(event) => {
        // The window itself went to the back: what was typed stays.
        if (document.activeElement !== event.target) setText(null);
      }}
      onOpenChange={(_, data) => {
        setOpen(data.open);
        if (!data.open) setText(null);
      }}
      onOptionSelect={(_, data) => {
        const chosen = people.find(({ id }) => id === data.optionValue);
        setText(null);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {people.map((one) => (
        <Option key={one.id} value={one.id} text={one.name}>
          <span>
            <bdi>{one.name}</bdi>
            <span className={styles.mail}>
              <bdi>{one.mail}</bdi>
            </span>
          </span>
        </Option>
      ))}
      {people.length > 0 ? null : (
        <Option disabled value="" text="">
          {problem !== null
            ? problem.title
            : found.value === null
              ? mappingWords.searching
              : asked === ''
                ? mappingWords.nobody
                : mappingWords.noMatch(asked)}
        </Option>
      )}
    </Combobox>
  );
}
