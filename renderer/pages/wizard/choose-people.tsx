import { Button, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { Dismiss16Regular, Lightbulb20Regular, People16Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useId, useState } from 'react';
import type { ProblemWords, ScopeChoice } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { ProblemNote } from '../../parts/problem-note';
import { useAnnounce } from '../../shell/announcer';
import { wizardWords } from '../../words/wizard';
import { type Found, type Search, SearchPicker } from './search-picker';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';

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
  picker: { margin: '2px 0 10px 40px', maxWidth: '420px' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '8px' },
  tag: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    height: '28px',
    paddingLeft: '8px',
    paddingRight: '2px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground2,
    maxWidth: '100%',
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  tagName: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  remove: { minWidth: '24px', width: '24px', height: '24px', padding: 0 },
  undo: { display: 'inline-flex', gap: '8px', alignItems: 'center', color: tokens.colorNeutralForeground3 },
  problem: { marginTop: '16px', maxWidth: '640px' },
});

const words = wizardWords.people;
const modes = ['assigned', 'groups', 'all'] as const;
const isMode = (text: string): text is ScopeChoice['mode'] => modes.some((mode) => mode === text);

/** Who gets an account: those assigned to an application, members of groups, or everyone. */
export function ChoosePeople(props: StepProps) {
  const styles = useStyles();
  const id = useId();
  const announce = useAnnounce();
  const { connection, keep } = props.keeper;
  const { job } = connection;
  const [scope, setScope] = useState<ScopeChoice>(connection.scope);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [removed, setRemoved] = useState<string | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [saving, setSaving] = useState(false);

  const remember = useCallback(
    (found: readonly Found[]) =>
      setNames((before) => new Map([...before, ...found.map((one) => [one.id, one.name] as const)])),
    [],
  );
  const saved = connection.scope;
  // Ids are what is saved: a revisited step asks for the names that go with them.
  useEffect(() => {
    const search =
      saved.servicePrincipalId !== null
        ? searchApplications(job)
        : saved.groupIds.length > 0
          ? searchGroups(job, [])
          : null;
    if (search !== null) void search('').then(({ found }) => remember(found));
  }, [job, saved, remember]);

  const reason =
    scope.mode === 'assigned' && scope.servicePrincipalId === null
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
  const nameOf = (one: string): string => names.get(one) ?? one;

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
                  chosen={scope.servicePrincipalId === null ? '' : nameOf(scope.servicePrincipalId)}
                  search={searchApplications(job)}
                  onChoose={(one) => {
                    remember([one]);
                    setScope({ ...scope, servicePrincipalId: one.id });
                  }}
                />
              </div>
            ) : null}
            {mode === 'groups' && scope.mode === 'groups' ? (
              <div className={styles.picker}>
                <SearchPicker
                  label={words.groups}
                  placeholder={words.groupsHint}
                  chosen=""
                  search={searchGroups(job, scope.groupIds)}
                  onChoose={(one) => {
                    remember([one]);
                    setRemoved(null);
                    setScope({ ...scope, groupIds: [...scope.groupIds, one.id] });
                  }}
                />
                <ul className={styles.tags} aria-label={words.chosen}>
                  {scope.groupIds.map((group) => (
                    <li key={group} className={styles.tag}>
                      <People16Regular aria-hidden="true" />
                      <bdi className={styles.tagName} title={nameOf(group)}>
                        {nameOf(group)}
                      </bdi>
                      <Button
                        className={styles.remove}
                        appearance="subtle"
                        size="small"
                        aria-label={words.remove(nameOf(group))}
                        icon={<Dismiss16Regular />}
                        onClick={() => {
                          setScope({ ...scope, groupIds: scope.groupIds.filter((other) => other !== group) });
                          setRemoved(group);
                          announce(words.removed(nameOf(group)));
                        }}
                      />
                    </li>
                  ))}
                  {removed === null || scope.groupIds.includes(removed) ? null : (
                    <li className={styles.undo}>
                      {words.removed(nameOf(removed))}
                      <Button
                        size="small"
                        onClick={() => {
                          setScope({ ...scope, groupIds: [...scope.groupIds, removed] });
                          setRemoved(null);
                        }}
                      >
                        {words.undo}
                      </Button>
                    </li>
                  )}
                </ul>
              </div>
            ) : null}
          </div>
        ))}
      </RadioGroup>
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote words={problem} />
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

/** Groups that are chosen already are left out. */
const searchGroups =
  (job: string, chosen: readonly string[]): Search =>
  async (text) => {
    const reply = await call('source.searchGroups', { job, text });
    if (!reply.ok) return { found: [], problem: reply.error };
    const { groups, problem } = reply.value;
    const found = groups
      .filter((one) => !chosen.includes(one.id))
      .map((one) => ({
        id: one.id,
        name: one.name,
        note: one.memberCount === null ? '' : words.members(one.memberCount),
      }));
    return { found, problem };
  };
