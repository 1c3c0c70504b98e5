import { makeStyles, mergeClasses, Switch, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { useAnnounce } from '../../shell/announcer';
import { mappingWords } from '../../words/mapping';

const useStyles = makeStyles({
  // Its own margin would set it in from the fields above.
  switch: { marginLeft: '-8px' },
  note: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3, maxWidth: '64ch' },
  refused: { color: tokens.colorStatusDangerForeground3 },
});

type Asked =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'answered'; readonly canSearch: boolean; readonly text: string };

const inWords = ({ title, meaning, nextStep }: ProblemWords): string =>
  [title.replace(/[^.]$/, '$&.'), meaning, nextStep].filter((part) => part !== '').join(' ');

/** Whether existing accounts are found by this attribute. The target itself is asked before it may. */
export function MatchingSwitch(props: {
  readonly job: string;
  readonly path: string;
  readonly targetName: string;
  readonly checked: boolean;
  readonly onlyMatching: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const styles = useStyles();
  const announce = useAnnounce();
  const [asked, setAsked] = useState<Asked>({ kind: 'idle' });
  const latest = useRef(props);
  latest.current = props;
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const ask = async () => {
    setAsked({ kind: 'asking' });
    announce(mappingWords.asking(props.targetName));
    const reply = await call('trial.askMatching', { job: props.job, path: props.path });
    if (gone.current) return;
    const problem = reply.ok ? reply.value.problem : reply.error;
    const canSearch = reply.ok && problem === null && reply.value.canSearch;
    const text = problem !== null ? inWords(problem) : reply.ok ? reply.value.text : '';
    setAsked({ kind: 'answered', canSearch, text });
    announce(text);
    if (canSearch) latest.current.onChange(true);
  };

  return (
    <div>
      <Switch
        className={styles.switch}
        label={mappingWords.matchingLabel}
        checked={props.checked}
        disabled={props.onlyMatching}
        onChange={(_, data) => {
          // Switched off meanwhile, it would lose the focus.
          if (asked.kind === 'asking') return;
          if (data.checked) void ask();
          else {
            setAsked({ kind: 'idle' });
            props.onChange(false);
          }
        }}
      />
      {props.onlyMatching ? <div className={styles.note}>{mappingWords.onlyMatching}</div> : null}
      {asked.kind === 'asking' ? <div className={styles.note}>{mappingWords.asking(props.targetName)}</div> : null}
      {asked.kind === 'answered' && asked.text !== '' ? (
        <div className={mergeClasses(styles.note, asked.canSearch ? '' : styles.refused)}>{asked.text}</div>
      ) : null}
    </div>
  );
}
