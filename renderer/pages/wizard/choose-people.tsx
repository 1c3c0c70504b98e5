import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { Lightbulb20Regular, Warning16Filled } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import type { ProblemWords, ScopeChoice } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { ProblemNote } from '../../parts/problem-note';
import { wizardWords } from '../../words/wizard';
import { ChosenGroups } from './chosen-groups';
import { type Search, SearchPicker } from './search-picker';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';
import { useScopeNames } from './use-scope-names';
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
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold, marginBottom: '4px' },
  hint: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  choice: { display: 'grid', width: '100%' },
  name: { color: tokens.colorNeutralForeground1 },
  // Fluent's radio has air around its circle, which would stand off the edge of all else.
  group: { marginLeft: '-8px' },
  picker: { margin: '2px 0 10px 36px', maxWidth: '420px' },
  below: {
    display: 'flex',
    gap: '6px',
    alignItems: 'center',
    marginTop: '4px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    '& svg': { flexShrink: 0, color: tokens.colorStatusWarningForeground3 },
  },
  unread: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', marginTop: '8px' },
  problem: { marginTop: '16px', maxWidth: '640px' },
});

const words = wizardWords.people;
const modes = ['assigned', 'groups', 'all'] as const;
const isMode = (text: string): text is ScopeChoice['mode'] => modes.some((mode) => mode === text);

/** Who gets an account: those assigned to an application, members of groups, or everyone. */
export function ChoosePeople(props: StepProps) {
  const styles = useStyles();
  const id = useId();
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
  const known = application === null ? null : names.nameOf(application);
  const unread =
    names.problem === null ? null : (
      <div className={styles.unread} role="alert">
        {words.namesUnread(names.problem.title)}
        <Button size="small" onClick={names.tryAgain}>
          {words.tryAgain}
        </Button>
      </div>
    );

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
      <h2 id={id} className={styles.title}>
        {words.who}
      </h2>
      <RadioGroup
        className={styles.group}
        aria-labelledby={id}
        value={scope.mode}
        onChange={(_, data) => {
          if (isMode(data.value)) setScope({ ...scope, mode: data.value });
        }}
      >
        {modes.map((mode) => (
          <div key={mode} className={styles.choice}>
            <Radio
              value={mode}
              label={
                <>
                  <span className={styles.name}>{words.modes[mode].name}</span>
                  <span className={styles.hint}>{words.modes[mode].hint}</span>
                </>
              }
            />
            {mode === 'assigned' && scope.mode === 'assigned' ? (
              <div className={styles.picker}>
                <SearchPicker
                  label={words.application}
                  placeholder={words.applicationHint}
                  chosen={known?.kind === 'named' ? known.name : (application ?? '')}
                  search={searchApplications(job)}
                  onChoose={(one) => {
                    names.remember(one);
                    setScope({ ...scope, servicePrincipalId: one.id });
                  }}
                />
                {known?.kind === 'loading' ? <p className={styles.below}>{words.lookingUp}</p> : null}
                {known?.kind === 'unknown' ? (
                  <p className={styles.below}>
                    <Warning16Filled aria-hidden="true" />
                    {words.unknownApplication}
                  </p>
                ) : null}
                {application === null ? null : unread}
              </div>
            ) : null}
            {mode === 'groups' && scope.mode === 'groups' ? (
              <div className={styles.picker}>
                <ChosenGroups
                  job={job}
                  chosen={scope.groupIds}
                  names={names}
                  onChange={(groupIds) => setScope({ ...scope, groupIds })}
                />
                {scope.groupIds.length === 0 ? null : unread}
              </div>
            ) : null}
          </div>
        ))}
      </RadioGroup>
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote words={problem} onAction={cure} />
        </div>
      )}
    </StepSheet>
  );
}

const searchApplications =
  (job: string): Search =>
  async (text) => {
    const reply = await call('source.searchApplications', { job, text });
    if (!reply.ok) return { found: [], problem: reply.error };
    const { applications, problem } = reply.value;
    return { found: applications.map((one) => ({ id: one.id, name: one.name, note: one.appId })), problem };
  };
