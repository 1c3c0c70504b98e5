import { Dropdown, Field, Input, makeStyles, Option } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Connection, ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { ConnectionTest } from '../../parts/connection-test';
import { keepSecret, type SecretKept } from '../../parts/keep-secret';
import { ProblemNote } from '../../parts/problem-note';
import { SecretField } from '../../parts/secret-field';
import { SecretNote } from '../../parts/secret-note';
import { useConnectionTest } from '../../parts/use-connection-test';
import { useKeys } from '../../shell/keys';
import { connectionWords } from '../../words/connection';
import { wizardWords } from '../../words/wizard';
import { isKept, KeptSecret } from './kept-secret';
import { RegistrationScriptBox } from './registration-script-box';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';
import { WhereToFind } from './where-to-find';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: '12px 16px',
    alignItems: 'start',
    marginBottom: '16px',
  },
  notes: { display: 'grid', rowGap: '12px', marginTop: '16px', '&:empty': { display: 'none' } },
});

const words = wizardWords.entra;
type Cloud = Connection['source']['cloud'];
type NamedCloud = Extract<Cloud, string>;
const clouds: readonly NamedCloud[] = ['global', 'usGov', 'usGovDoD', 'china'];
const isCloud = (text: string | undefined): text is NamedCloud => clouds.some((cloud) => cloud === text);

/** The app registration that Inseam signs in as, tested permission by permission before it is kept. */
export function ConnectEntra(props: StepProps) {
  const styles = useStyles();
  const { connection, keep, refresh } = props.keeper;
  const { job } = connection;

  const secret = useRef<HTMLInputElement>(null);
  const [filled, setFilled] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const [tenant, setTenant] = useState(connection.source.tenantId);
  const [application, setApplication] = useState(connection.source.clientId);
  const [cloud, setCloud] = useState<Cloud>(connection.source.cloud);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [kept, setKept] = useState<SecretKept | null>(null);
  const check = useConnectionTest(job, 'source');

  const state = connection.clientSecretState;
  const showsKept = isKept(state) && !replacing;
  const source: Connection['source'] = { tenantId: tenant.trim(), clientId: application.trim(), cloud };
  const unchanged = showsKept && JSON.stringify(source) === JSON.stringify(connection.source);
  const passed = check.result !== null && check.result.problem === null;
  const ready = passed || (props.passedBefore && unchanged);
  const missing =
    source.tenantId === ''
      ? words.needsTenant
      : source.clientId === ''
        ? words.needsApplication
        : showsKept || filled
          ? null
          : words.needsSecret;
  const reason =
    missing ??
    (check.running
      ? connectionWords.test.running
      : ready
        ? null
        : check.result === null && check.error === null
          ? connectionWords.test.first
          : connectionWords.test.failed);

  useEffect(() => {
    if (replacing) secret.current?.focus();
  }, [replacing]);

  const edited = () => {
    check.reset();
    setKept(null);
    setProblem(null);
  };
  const typed = (): string | null => (showsKept ? null : (secret.current?.value.trim() ?? null));
  const test = () => {
    if (missing !== null || check.running) return;
    void check.start(() => call('source.test', { job, source, clientSecret: typed() }));
  };
  useKeys({ F5: test });
  const goOn = async (thisRunOnly: boolean) => {
    if (!ready || saving) return;
    setSaving(true);
    const refusal = await keep('source', source);
    const value = typed();
    const answer =
      refusal !== null || value === null
        ? null
        : await keepSecret({ job, name: 'entra-client-secret', value, thisRunOnly });
    setSaving(false);
    setProblem(refusal);
    if (refusal !== null) return;
    if (answer?.kept === false) return setKept(answer);
    if (secret.current !== null) secret.current.value = '';
    refresh();
    props.onNext();
  };
  const onEnter = () => {
    if (ready) void goOn(false);
    else test();
  };
  const refused = check.result?.problem?.action === 'replace-secret';

  return (
    <StepSheet
      title={words.title}
      lead={words.lead}
      onBack={props.onBack}
      onSaveAndClose={() => {
        void keep('source', source).then(props.onSaveAndClose);
      }}
      next={{ reason, busy: saving, onClick: () => void goOn(false) }}
      aside={
        <WhereToFind
          title={words.where}
          steps={words.whereSteps}
          keychain={words.keychain}
          link={{ name: 'entra.app-registrations', words: words.openRegistrations }}
        />
      }
    >
      <div className={styles.fields}>
        <Field label={words.tenant} hint={words.tenantHint}>
          <Input
            value={tenant}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => {
              setTenant(data.value);
              edited();
            }}
            onBlur={() => setTenant(source.tenantId)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onEnter();
            }}
          />
        </Field>
        <Field label={words.application} hint={words.applicationHint}>
          <Input
            value={application}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => {
              setApplication(data.value);
              edited();
            }}
            onBlur={() => setApplication(source.clientId)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onEnter();
            }}
          />
        </Field>
        {showsKept && isKept(state) ? (
          <KeptSecret
            label={words.secret}
            state={state}
            onReplace={() => {
              setReplacing(true);
              edited();
            }}
          />
        ) : (
          <SecretField
            label={words.secret}
            inputRef={secret}
            hint={words.secretHint}
            error={refused ? words.refused : null}
            onEdit={(hasText) => {
              setFilled(hasText);
              edited();
            }}
            onEnter={onEnter}
          />
        )}
        <Field label={words.cloud}>
          <Dropdown
            value={typeof cloud === 'string' ? words.clouds[cloud] : words.clouds.own}
            selectedOptions={[typeof cloud === 'string' ? cloud : 'own']}
            disabled={connection.sample}
            onOptionSelect={(_, data) => {
              if (!isCloud(data.optionValue)) return;
              setCloud(data.optionValue);
              edited();
            }}
          >
            {clouds.map((name) => (
              <Option key={name} value={name}>
                {words.clouds[name]}
              </Option>
            ))}
            {typeof connection.source.cloud === 'string' ? null : (
              <Option key="own" value="own" disabled>
                {words.clouds.own}
              </Option>
            )}
          </Dropdown>
        </Field>
      </div>
      <ConnectionTest
        job={job}
        check={check}
        side="source"
        level={2}
        canStart={missing === null}
        onStart={test}
        source={source}
      />
      <div className={styles.notes}>
        {problem === null ? null : <ProblemNote level={3} words={problem} />}
        {kept === null || kept.kept ? null : (
          <SecretNote answer={kept} onTryAgain={() => void goOn(false)} onThisRunOnly={() => void goOn(true)} />
        )}
      </div>
      {connection.sample ? null : <RegistrationScriptBox />}
    </StepSheet>
  );
}
