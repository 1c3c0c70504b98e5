import { Combobox, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { choosingWords } from '../words/choosing';

const useStyles = makeStyles({
  box: { width: '100%', maxWidth: '420px' },
  note: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  problem: { marginTop: '4px', fontSize: '12px', lineHeight: '16px', color: tokens.colorStatusDangerForeground3 },
});

export interface Found {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

export type Search = (text: string) => Promise<{
  readonly found: readonly Found[];
  readonly problem: ProblemWords | null;
}>;

const restMs = 300;

/** Searches Microsoft Entra ID by name, a screenful at a time; nothing is listed that was not searched for. */
export function SearchPicker(props: {
  readonly label: string;
  readonly placeholder: string;
  /** The name that is chosen; '' where the choice stands elsewhere. */
  readonly chosen: string;
  readonly search: Search;
  readonly onChoose: (found: Found) => void;
}) {
  const styles = useStyles();
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [known, setKnown] = useState<{ readonly text: string; readonly found: readonly Found[] } | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const search = useRef(props.search);
  search.current = props.search;
  const asked = (text ?? '').trim();

  useEffect(() => {
    if (!open) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await search.current(asked);
      if (!wanted) return;
      setKnown({ text: asked, found: answer.found });
      setProblem(answer.problem);
    }, restMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked, open]);
  const found = known?.found ?? [];
  const settled = known !== null && known.text === asked;

  return (
    <>
      <Combobox
        className={styles.box}
        freeform
        aria-label={props.label}
        placeholder={props.placeholder}
        value={text ?? props.chosen}
        selectedOptions={[]}
        open={open}
        onChange={(event) => {
          setText(event.target.value);
          // What an input method puts in comes without keys, and Fluent opens the list at keys alone.
          setOpen(true);
        }}
        onOpenChange={(_, data) => {
          setOpen(data.open);
          if (!data.open) setText(null);
        }}
        onOptionSelect={(_, data) => {
          const one = found.find(({ id }) => id === data.optionValue);
          setText(null);
          if (one !== undefined) props.onChoose(one);
        }}
      >
        {found.map((one) => (
          <Option key={one.id} value={one.id} text={one.name}>
            <span>
              <bdi>{one.name}</bdi>
              {one.note === '' ? null : <span className={styles.note}>{one.note}</span>}
            </span>
          </Option>
        ))}
        {found.length > 0 ? null : (
          <Option disabled value="" text="">
            {!settled
              ? choosingWords.searching
              : asked === ''
                ? choosingWords.typeToSearch
                : choosingWords.nothing(asked)}
          </Option>
        )}
      </Combobox>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem.title}. {problem.nextStep}
        </p>
      )}
    </>
  );
}
