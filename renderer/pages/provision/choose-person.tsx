import { Button, Combobox, makeStyles, Option, Tooltip, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { PersonView } from '../../../shared/ipc/contract';
import { useQuery } from '../../bridge/query';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { provisionWords } from '../../words/provision';

const useStyles = makeStyles({
  box: { width: '420px', maxWidth: '100%' },
  mail: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  chosen: {
    width: '420px',
    maxWidth: '100%',
    minHeight: '32px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '1px 4px 1px 10px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
  },
  text: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  address: { color: tokens.colorNeutralForeground3 },
});

/** Never more than a screenful: people are searched for, not listed. */
const atOnce = 8;
const restMs = 200;

/** The person who is meant, or the search for one. */
export function ChoosePerson(props: {
  readonly job: string;
  readonly chosen: Pick<PersonView, 'id' | 'name' | 'mail'> | null;
  readonly onChoose: (person: PersonView | null) => void;
}) {
  const styles = useStyles();
  const { chosen, onChoose } = props;
  /** Taken away just now: the next thing typed is a name. */
  const [cleared, setCleared] = useState(false);
  if (chosen === null) return <Search job={props.job} focused={cleared} onChoose={onChoose} />;
  return (
    <div className={styles.chosen}>
      <PersonCircle name={chosen.name} id={chosen.id} />
      <span className={styles.text} title={chosen.mail}>
        <PersonName name={chosen.name} /> <span className={styles.address}>{chosen.mail}</span>
      </span>
      <Tooltip content={provisionWords.clear} relationship="label">
        <Button
          appearance="subtle"
          size="small"
          icon={<Dismiss16Regular />}
          onClick={() => {
            setCleared(true);
            onChoose(null);
          }}
        />
      </Tooltip>
    </div>
  );
}

function Search(props: {
  readonly job: string;
  readonly focused: boolean;
  readonly onChoose: (person: PersonView) => void;
}) {
  const styles = useStyles();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.focused) input.current?.focus();
  }, [props.focused]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery('people.search', { job: props.job, text: asked, limit: atOnce });
  const people = found.value?.people ?? [];
  const problem = found.error ?? found.value?.problem ?? null;
  return (
    <Combobox
      className={styles.box}
      aria-label={provisionWords.person}
      placeholder={provisionWords.personHint}
      input={{ ref: input }}
      freeform
      value={text}
      selectedOptions={[]}
      open={open}
      onChange={(event) => {
        setText(event.target.value);
        // What an input method puts in comes without keys, and Fluent opens the list at keys alone.
        setOpen(true);
      }}
      onOpenChange={(_, data) => setOpen(data.open)}
      onOptionSelect={(_, data) => {
        const chosen = people.find(({ id }) => id === data.optionValue);
        if (chosen !== undefined) props.onChoose(chosen);
      }}
    >
      {people.map((one) => (
        <Option key={one.id} value={one.id} text={one.name}>
          <span>
            <PersonName name={one.name} />
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
              ? provisionWords.searching
              : asked === ''
                ? provisionWords.nobody
                : provisionWords.noMatch(asked)}
        </Option>
      )}
    </Combobox>
  );
}
