import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Explanation } from '../../../shared/explain/explanation';
import { checkLine } from '../../../shared/explain/scope-checks';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { FourSteps } from '../../parts/four-steps';
import { Note } from '../../parts/problem-note';
import { SectionHeading } from '../../parts/section-heading';
import { SkeletonRows } from '../../parts/skeleton';
import { personWords } from '../../words/people';
import { shellWords } from '../../words/shell';
import { times } from '../../words/times';

const useStyles = makeStyles({
  answer: { marginBottom: '16px', maxWidth: '92ch', overflowWrap: 'anywhere' },
  next: { color: tokens.colorNeutralForeground2, marginTop: '2px' },
  checks: { marginTop: '4px' },
  check: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '8px',
    alignItems: 'center',
    padding: '4px 0',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The question and its answer: the conclusion in a sentence, the four steps side by side, and every check on demand. */
export function WhyNot(props: {
  readonly explanation: Explanation | null;
  readonly problem: ProblemWords | null;
  readonly checking: boolean;
  readonly now: number;
  readonly onAgain: () => void;
}) {
  const styles = useStyles();
  const { explanation, problem, checking, now } = props;
  const [open, setOpen] = useState(false);
  if (explanation === null)
    return (
      <section aria-labelledby="why">
        <SectionHeading id="why" title={personWords.whyNot} note={problem === null ? personWords.checking : ''} />
        {problem === null ? (
          <SkeletonRows rows={2} height={44} />
        ) : (
          <Note
            intent="error"
            title={problem.title}
            level={3}
            actions={<Button onClick={props.onAgain}>{shellWords.tryAgain}</Button>}
          >
            {problem.meaning} {problem.nextStep}
          </Note>
        )}
      </section>
    );
  const { conclusion, steps, checks, asked, targetName } = explanation;
  const note = checking ? personWords.checking : checkedWords(explanation, now);
  return (
    <section aria-labelledby="why">
      <SectionHeading
        id="why"
        title={conclusion.inStep ? personWords.why : personWords.whyNot}
        note={note}
        action={
          <Link as="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? personWords.hideChecks : personWords.showChecks}
          </Link>
        }
      />
      <div className={styles.answer}>
        <p>{conclusion.sentence}</p>
        {/* A problem's cure stands in the bar, beside its button. */}
        {conclusion.nextStep === '' || explanation.problem !== null ? null : (
          <p className={styles.next}>{conclusion.nextStep}</p>
        )}
      </div>
      <FourSteps steps={steps} layout="across" />
      {open ? (
        <ul className={styles.checks} aria-label={personWords.checks}>
          {checks.map((check) => (
            <li key={checkLine(check)} className={styles.check}>
              {check.passed ? <Checkmark16Regular aria-hidden="true" /> : <Dismiss16Regular aria-hidden="true" />}
              <span>
                <span className={styles.unseen}>{check.passed ? personWords.passed : personWords.failed}: </span>
                {checkLine(check)}
              </span>
            </li>
          ))}
          {asked.map(({ attribute, value, found }) => (
            <li key={`${attribute} ${value}`} className={styles.check}>
              <span />
              {personWords.asked(attribute, value, found, targetName)}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function checkedWords({ source, checkedAt }: Explanation, now: number): string {
  if (source.from !== 'now') return personWords.sourceSilent;
  const at = Date.parse(checkedAt);
  return now - at < 60_000 ? personWords.checked : personWords.checkedAt(times.ago(at, now));
}
