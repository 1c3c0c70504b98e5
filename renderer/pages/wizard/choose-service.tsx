import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection, ProblemWords } from '../../../shared/ipc/contract';
import type { Profile } from '../../../shared/profiles/profile';
import { call } from '../../bridge/bridge';
import { useCommand } from '../../bridge/command';
import { ProblemNote } from '../../parts/problem-note';
import { setupAddress } from '../../shell/route';
import { navigate } from '../../shell/router';
import { wizardWords } from '../../words/wizard';
import { StepSheet } from './step-sheet';
import { lastStep } from './wizard-steps';

const useStyles = makeStyles({
  group: { display: 'grid', rowGap: '4px', maxWidth: '640px' },
  choice: {
    borderRadius: '6px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: '4px 8px',
    // The focus frames the whole choice.
    '& > span': { width: '100%' },
    '&:has(:checked)': { border: `1px solid ${tokens.colorCompoundBrandStroke}` },
  },
  name: { display: 'block', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  summary: { display: 'block', color: tokens.colorNeutralForeground2 },
  notice: {
    display: 'block',
    marginTop: '2px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorStatusWarningForeground3,
  },
  sample: {
    marginTop: '24px',
    paddingTop: '20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    maxWidth: '640px',
  },
  hint: { marginTop: '8px', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  problem: { marginTop: '16px', maxWidth: '640px' },
});

const words = wizardWords.service;

/** Where the accounts are kept. Choosing makes the draft; the sample company goes straight to the review. */
export function ChooseService(props: {
  readonly profiles: readonly Profile[];
  /** null: no draft was made yet. */
  readonly connection: Connection | null;
  /** Away from here, while there is no draft to keep. */
  readonly onLeave: () => void;
  readonly onNext: () => void;
  readonly onSaveAndClose: () => void;
}) {
  const styles = useStyles();
  const { connection } = props;
  const [chosen, setChosen] = useState<string | null>(connection?.profileId ?? props.profiles[0]?.id ?? null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const create = useCommand('job.create');
  const sample = useCommand('job.createSample');
  const busy = create.running || sample.running;
  const other = connection !== null && chosen !== connection.profileId;

  const goOn = async () => {
    if (chosen === null || busy) return;
    if (connection !== null && !other) return props.onNext();
    const reply = await create.run({ profileId: chosen });
    if (!reply.ok) return setProblem(reply.error);
    // The draft of the other service holds nothing that this one could use.
    if (connection !== null) await call('job.remove', { job: connection.job });
    navigate(setupAddress(reply.value.job, 2));
  };
  const trySample = async () => {
    if (busy) return;
    setProblem(null);
    const reply = await sample.run({});
    if (reply.ok) navigate(setupAddress(reply.value.job, lastStep));
    else setProblem(reply.error);
  };

  return (
    <StepSheet
      title={words.title}
      lead={words.lead}
      onBack={connection === null ? props.onLeave : null}
      onSaveAndClose={connection === null ? null : props.onSaveAndClose}
      next={{ reason: chosen === null ? words.pick : null, busy, onClick: () => void goOn() }}
    >
      <RadioGroup
        aria-label={words.choices}
        className={styles.group}
        value={chosen ?? ''}
        onChange={(_, data) => setChosen(data.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void goOn();
        }}
      >
        {props.profiles.map((profile) => (
          <div key={profile.id} className={styles.choice}>
            <Radio
              value={profile.id}
              label={
                <>
                  <span className={styles.name}>{words.nameOf(profile)}</span>
                  <span className={styles.summary}>{profile.summary}</span>
                  {profile.notice === null ? null : <span className={styles.notice}>{profile.notice}</span>}
                </>
              }
            />
          </div>
        ))}
      </RadioGroup>
      {other ? <p className={styles.hint}>{words.restart}</p> : null}
      {connection === null ? (
        <div className={styles.sample}>
          <Button disabledFocusable={busy} onClick={() => void trySample()}>
            {sample.running ? words.sampleStarting : words.sample}
          </Button>
          <p className={styles.hint}>{words.sampleHint}</p>
        </div>
      ) : null}
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote words={problem} />
        </div>
      )}
    </StepSheet>
  );
}
