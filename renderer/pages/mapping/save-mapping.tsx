import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Warning16Filled } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Violation } from '../../../shared/mapping/trial';
import { AskDialog } from '../../parts/ask-dialog';
import { mappingWords } from '../../words/mapping';
import { people } from '../../words/times';
import { trialWords } from '../../words/trial';
import { ChangeList } from './change-list';
import type { MappingChange } from './mapping-draft';
import { TrialProgress } from './try-everyone';
import type { TrialRun } from './use-trial';

const useStyles = makeStyles({
  violations: { display: 'grid', rowGap: '4px', marginTop: '10px' },
  violation: {
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    columnGap: '8px',
    alignItems: 'baseline',
    '& svg': { alignSelf: 'center', color: tokens.colorStatusWarningForeground3 },
  },
});

/** What saving does, attribute by attribute and to how many people, before it is done. */
export function SaveMapping(props: {
  readonly changes: readonly MappingChange[];
  readonly trial: TrialRun;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  const { changes, trial: run } = props;
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    if (!run.current && !run.running) void run.run();
  }, [run]);
  const close = () => {
    if (run.running) run.cancel();
    props.onClose();
  };
  const trial = run.current && !run.running ? run.trial : null;
  const skipped = trial?.skipped ?? 0;
  return (
    <AskDialog
      title={mappingWords.saveTitle(changes.length)}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{mappingWords.cancel}</Button>
          <Button
            appearance="primary"
            disabledFocusable={props.saving}
            onClick={() => {
              if (run.running) run.cancel();
              props.onSave();
            }}
          >
            {skipped > 0 ? trialWords.saveAnyway(skipped) : mappingWords.saveConfirm(changes.length)}
          </Button>
        </>
      }
    >
      <ChangeList changes={changes} />
      {trial === null ? (
        <>
          {run.running ? <TrialProgress trial={run} /> : null}
          {run.problem === null || run.running ? null : (
            <p>
              {trialWords.untried} {run.problem.title}.
            </p>
          )}
          <p>{mappingWords.saveNote}</p>
        </>
      ) : (
        <p>{trialWords.saveSummary(trial)}</p>
      )}
      {trial === null || trial.violations.length === 0 ? null : <Violations violations={trial.violations} />}
    </AskDialog>
  );
}

function Violations({ violations }: { readonly violations: readonly Violation[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.violations}>
      {violations.map(({ kind, attribute, text, count }) => (
        <li key={`${kind} ${attribute} ${text}`} className={styles.violation}>
          <Warning16Filled aria-hidden="true" />
          <span>
            {attribute}: {text} ({people(count)})
          </span>
        </li>
      ))}
    </ul>
  );
}
