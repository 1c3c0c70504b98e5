import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { ArrowClockwise16Regular, PeopleTeam16Regular } from '@fluentui/react-icons';
import { ProblemNote } from '../../parts/problem-note';
import { trialWords } from '../../words/trial';
import { TrialChanges } from './trial-changes';
import type { MappingTable } from './use-mapping';
import type { TrialRun } from './use-trial';
import { ViolationNote } from './violation-note';

const useStyles = makeStyles({
  block: {
    marginTop: '16px',
    paddingTop: '14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    maxWidth: '760px',
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '10px', minHeight: '24px' },
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  note: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  button: { marginLeft: 'auto', flexShrink: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  running: { display: 'grid', rowGap: '6px', marginBottom: '10px' },
  edited: { marginBottom: '8px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  violations: { display: 'grid', rowGap: '10px', marginTop: '12px' },
});

/** The bar of a trial that runs, with its words. */
export function TrialProgress({ trial }: { readonly trial: TrialRun }) {
  const styles = useStyles();
  const { progress } = trial;
  const words = progress === null ? trialWords.starting : trialWords.progress(progress.done, progress.expected);
  return (
    <div className={styles.running}>
      <ProgressBar
        thickness="large"
        aria-label={words}
        value={progress === null || progress.expected === 0 ? 0 : progress.done / progress.expected}
      />
      <span className={styles.quiet}>{words}</span>
    </div>
  );
}

/** What the mapping as it stands here would do to everyone, before it is saved. Nothing locks while it is found out. */
export function TryEveryone(props: {
  readonly trial: TrialRun;
  /** How many people to expect; null: not known yet. */
  readonly expected: number | null;
  readonly attributes: MappingTable['sourceAttributes'];
  readonly onUse: (attribute: string, expression: string) => void;
}) {
  const styles = useStyles();
  const { trial, problem, current, running } = props.trial;
  return (
    <section className={styles.block} aria-label={trialWords.title} aria-busy={running}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {trialWords.title}
          {trial === null || running ? null : <span className={styles.note}> {trialWords.took(trial)}</span>}
        </h2>
        {running ? (
          <Button className={styles.button} size="small" onClick={props.trial.cancel}>
            {trialWords.cancel}
          </Button>
        ) : (
          <Button
            className={styles.button}
            size="small"
            icon={trial === null ? <PeopleTeam16Regular /> : <ArrowClockwise16Regular />}
            onClick={() => void props.trial.run()}
          >
            {trial === null ? trialWords.start(props.expected) : trialWords.again}
          </Button>
        )}
      </div>
      {running ? <TrialProgress trial={props.trial} /> : null}
      {problem === null || running ? null : <ProblemNote level={3} words={problem} />}
      {trial === null ? (
        running || problem !== null ? null : (
          <p className={styles.quiet}>{trialWords.lead}</p>
        )
      ) : (
        <>
          {current || running ? null : <p className={styles.edited}>{trialWords.edited}</p>}
          <TrialChanges trial={trial} />
          {trial.violations.length === 0 ? null : (
            <div className={styles.violations}>
              {trial.violations.map((violation) => (
                <ViolationNote
                  key={`${violation.kind} ${violation.attribute} ${violation.text} ${violation.fix}`}
                  violation={violation}
                  attributes={props.attributes}
                  onUse={props.onUse}
                />
              ))}
            </div>
          )}
        </>
      )}
    </section>
  );
}
