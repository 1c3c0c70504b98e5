import { Button, Link, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { AppsList20Regular, Warning16Filled } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState } from 'react';
import type { ScopeChoice } from '../../shared/ipc/contract';
import { call } from '../bridge/bridge';
import { choosingWords as words } from '../words/choosing';
import { ChosenGroups } from './chosen-groups';
import { type Search, SearchPicker } from './search-picker';
import type { useScopeNames } from './use-scope-names';

const useStyles = makeStyles({
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold, marginBottom: '4px' },
  hint: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  choice: { display: 'grid', width: '100%' },
  name: { color: tokens.colorNeutralForeground1 },
  // Fluent's radio has air around its circle, which would stand off the edge of all else.
  group: { marginLeft: '-8px' },
  missing: {
    margin: '0 0 10px 36px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
    '&[data-wrong="true"]': { color: tokens.colorStatusDangerForeground3 },
  },
  picker: { margin: '2px 0 10px 36px', maxWidth: '420px' },
  settled: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    margin: '2px 0 10px 36px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  tag: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    minHeight: '26px',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground2,
    fontSize: '14px',
    lineHeight: '20px',
    minWidth: 0,
    '& svg': { flexShrink: 0, width: '16px', height: '16px' },
    '@media (forced-colors: active)': { border: '1px solid CanvasText' },
  },
  link: { fontSize: '14px', lineHeight: '20px' },
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
});

const modes = ['assigned', 'groups', 'all'] as const;
const isMode = (text: string): text is ScopeChoice['mode'] => modes.some((mode) => mode === text);

/** Who is looked at: those assigned to an application, members of groups, or everyone. The chosen one opens its picker. */
export function PeopleChoice(props: {
  readonly job: string;
  readonly title: string;
  readonly modes: Readonly<Record<ScopeChoice['mode'], { readonly name: string; readonly hint: string }>>;
  readonly scope: ScopeChoice;
  readonly names: ReturnType<typeof useScopeNames>;
  readonly onChange: (scope: ScopeChoice) => void;
  /** Given: an application that is chosen stands there by its name, with this beside it, until it is to be changed. */
  readonly applicationNote?: string;
  /** What has to be chosen still; `wrong`: somebody wanted to go on without it. */
  readonly missing?: { readonly text: string; readonly wrong: boolean } | null;
}) {
  const styles = useStyles();
  const id = useId();
  const { job, scope, names, onChange } = props;
  const application = scope.servicePrincipalId;
  const known = application === null ? null : names.nameOf(application);
  const [changing, setChanging] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const settles = props.applicationNote !== undefined && application !== null && !changing;

  // Whoever wants to change it goes on typing.
  useEffect(() => {
    if (changing) box.current?.querySelector('input')?.focus();
  }, [changing]);

  const unread =
    names.problem === null ? null : (
      <div className={styles.unread} role="alert">
        {words.namesUnread(names.problem.title)}
        <Button size="small" onClick={names.tryAgain}>
          {words.tryAgain}
        </Button>
      </div>
    );
  const underApplication = (
    <>
      {known?.kind === 'loading' ? <p className={styles.below}>{words.lookingUp}</p> : null}
      {known?.kind === 'unknown' ? (
        <p className={styles.below}>
          <Warning16Filled aria-hidden="true" />
          {words.unknownApplication}
        </p>
      ) : null}
      {application === null ? null : unread}
    </>
  );

  const pickers = {
    assigned: settles ? (
      <div className={styles.settled}>
        <span className={styles.tag}>
          <AppsList20Regular aria-hidden="true" />
          <bdi>{known?.kind === 'named' ? known.name : application}</bdi>
        </span>
        {props.applicationNote === '' ? null : <span>{props.applicationNote}</span>}
        <Link as="button" className={styles.link} onClick={() => setChanging(true)}>
          {words.changeApplication}
        </Link>
        {underApplication}
      </div>
    ) : (
      <div ref={box} className={styles.picker}>
        <SearchPicker
          label={words.application}
          placeholder={words.applicationHint}
          chosen={known?.kind === 'named' ? known.name : (application ?? '')}
          search={searchApplications(job)}
          onChoose={(one) => {
            names.remember(one);
            setChanging(false);
            onChange({ ...scope, servicePrincipalId: one.id });
          }}
        />
        {underApplication}
      </div>
    ),
    groups: (
      <div className={styles.picker}>
        <ChosenGroups
          job={job}
          chosen={scope.groupIds}
          names={names}
          onChange={(groupIds) => onChange({ ...scope, groupIds })}
        />
        {scope.groupIds.length === 0 ? null : unread}
      </div>
    ),
    all: null,
  };

  return (
    <>
      <h2 id={id} className={styles.title}>
        {props.title}
      </h2>
      <RadioGroup
        className={styles.group}
        aria-labelledby={id}
        value={scope.mode}
        onChange={(_, data) => {
          if (isMode(data.value)) onChange({ ...scope, mode: data.value });
        }}
      >
        {modes.map((mode) => (
          <div key={mode} className={styles.choice}>
            <Radio
              value={mode}
              label={
                <>
                  <span className={styles.name}>{props.modes[mode].name}</span>
                  <span className={styles.hint}>{props.modes[mode].hint}</span>
                </>
              }
            />
            {mode === scope.mode ? pickers[mode] : null}
            {mode === scope.mode && props.missing !== null && props.missing !== undefined ? (
              <p
                className={styles.missing}
                data-wrong={props.missing.wrong}
                role={props.missing.wrong ? 'alert' : undefined}
              >
                {props.missing.text}
              </p>
            ) : null}
          </div>
        ))}
      </RadioGroup>
    </>
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
