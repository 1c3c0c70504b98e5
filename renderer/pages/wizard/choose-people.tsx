import { makeStyles, tokens } from '@fluentui/react-components';
import { Lightbulb20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ProblemWords, ScopeChoice } from '../../../shared/ipc/contract';
import { PeopleChoice } from '../../parts/people-choice';
import { ProblemNote } from '../../parts/problem-note';
import { useScopeNames } from '../../parts/use-scope-names';
import { wizardWords } from '../../words/wizard';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';
import { useStepCure } from './use-step-cure';

const useStyles = makeStyles({
  recommended: {
    display: 'flex',
    gap: '10px',
    alignItems: 'center',
    marginBottom: '16px',
    color: tokens.colorNeutralForeground2,
    '& svg': { flexShrink: 0, color: tokens.colorBrandForeground1 },
  },
  problem: { marginTop: '16px', maxWidth: '640px' },
});

const words = wizardWords.people;

/** Who gets an account: those assigned to an application, members of groups, or everyone. */
export function ChoosePeople(props: StepProps) {
  const styles = useStyles();
  const { connection, keep } = props.keeper;
  const { job } = connection;
  const [scope, setScope] = useState<ScopeChoice>(connection.scope);
  const names = useScopeNames(job, connection.scope);
  const application = scope.servicePrincipalId;
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [saving, setSaving] = useState(false);

  const reason =
    scope.mode === 'assigned' && application === null
      ? words.needsApplication
      : scope.mode === 'groups' && scope.groupIds.length === 0
        ? words.needsGroup
        : null;

  const save = async (): Promise<boolean> => {
    setSaving(true);
    const answer = await keep('scope', scope);
    setSaving(false);
    setProblem(answer);
    return answer === null;
  };
  const cure = useStepCure(job, () => void save());

  return (
    <StepSheet
      title={words.title}
      lead={words.lead(connection.targetName)}
      onBack={props.onBack}
      onSaveAndClose={() => {
        void keep('scope', scope).then(props.onSaveAndClose);
      }}
      next={{
        reason,
        busy: saving,
        onClick: () => {
          void save().then((kept) => {
            if (kept) props.onNext();
          });
        },
      }}
    >
      <p className={styles.recommended}>
        <Lightbulb20Regular aria-hidden="true" />
        {words.recommended}
      </p>
      <PeopleChoice job={job} title={words.who} modes={words.modes} scope={scope} names={names} onChange={setScope} />
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote words={problem} onAction={cure} />
        </div>
      )}
    </StepSheet>
  );
}
