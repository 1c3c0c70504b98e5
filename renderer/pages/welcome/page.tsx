import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Building20Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { useJobs } from '../../bridge/jobs';
import { ProblemNote } from '../../parts/problem-note';
import { Seam } from '../../parts/seam';
import { TargetIcon } from '../../parts/target-icon';
import { useHeadingFocus } from '../../shell/heading-focus';
import { setupAddress } from '../../shell/route';
import { navigate } from '../../shell/router';
import { jobAddress } from '../../shell/start';
import { welcomeWords } from '../../words/welcome';
import type { PageProps } from '../page-props';

const useStyles = makeStyles({
  hero: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    padding: '0 24px 40px',
    textAlign: 'center',
    // Auto margins centre it and, unlike justify-content, never cut off the top.
    '&::before, &::after': { content: '""', margin: 'auto' },
  },
  seam: { width: '760px', maxWidth: '100%' },
  heading: {
    marginTop: '40px',
    fontSize: '28px',
    lineHeight: '36px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.015em',
    outlineStyle: 'none',
  },
  text: { maxWidth: '56ch', marginTop: '8px', color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: '10px', marginTop: '28px' },
  button: { height: '40px', padding: '0 20px', fontSize: '14px' },
  note: {
    marginTop: '14px',
    maxWidth: '56ch',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  problem: { marginTop: '20px', maxWidth: '640px', textAlign: 'left' },
});

/** What is this, and how do I start? */
export function WelcomePage(_props: PageProps) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useHeadingFocus(heading, welcomeWords.heading);
  const { jobs } = useJobs();
  const sample = useCommand('job.createSample');
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const draft = jobs?.find((state) => state.condition.kind === 'not-set-up') ?? null;

  const startSample = async () => {
    setProblem(null);
    const reply = await sample.run({});
    if (reply.ok) navigate(setupAddress(reply.value.job, 7));
    else setProblem(reply.error);
  };

  return (
    <div className={styles.hero}>
      <div className={styles.seam}>
        <Seam
          source={{ icon: <Building20Regular />, name: welcomeWords.source, fact: welcomeWords.sourceFact }}
          target={{
            icon: <TargetIcon profileId="bluejeans" />,
            name: welcomeWords.target,
            fact: welcomeWords.targetFact,
          }}
          between={welcomeWords.between}
          cut
        />
      </div>
      <h1 ref={heading} tabIndex={-1} className={styles.heading}>
        {welcomeWords.heading}
      </h1>
      <p className={styles.text}>{welcomeWords.text}</p>
      <div className={styles.buttons}>
        {draft === null ? null : (
          <Button className={styles.button} appearance="primary" onClick={() => navigate(jobAddress(draft))}>
            {welcomeWords.continueWith(draft.targetName)}
          </Button>
        )}
        <Button
          className={styles.button}
          appearance={draft === null ? 'primary' : 'secondary'}
          onClick={() => navigate(setupAddress('new', 1))}
        >
          {draft === null ? welcomeWords.setUp : welcomeWords.setUpAnother}
        </Button>
        <Button className={styles.button} disabledFocusable={sample.running} onClick={() => void startSample()}>
          {sample.running ? welcomeWords.sampleStarting : welcomeWords.sample}
        </Button>
      </div>
      <p className={styles.note}>{welcomeWords.sampleNote}</p>
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote words={problem} />
        </div>
      )}
    </div>
  );
}
