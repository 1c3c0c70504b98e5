import { Dropdown, Field, Input, makeStyles, Option } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Connection, GivenSecret, ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { CertificateField } from '../../parts/certificate-field';
import { ConnectionTest } from '../../parts/connection-test';
import { keepGiven, type SecretKept } from '../../parts/keep-secret';
import { ProblemNote } from '../../parts/problem-note';
import { useCertificateEntry, useLineEntry } from '../../parts/secret-entry';
import { SecretField } from '../../parts/secret-field';
import { SecretNote } from '../../parts/secret-note';
import { Tabs, useTabIds } from '../../parts/tabs';
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
  // As Fluent's Field, beside which it stands.
  label: { padding: '2px 0', marginBottom: '2px' },
  credential: { '&[data-wide="true"]': { gridColumn: '1 / -1' } },
  notes: { display: 'grid', rowGap: '12px', marginTop: '16px', '&:empty': { display: 'none' } },
});

const words = wizardWords.entra;
type Cloud = Connection['source']['cloud'];
type NamedCloud = Extract<Cloud, string>;
const clouds: readonly NamedCloud[] = ['global', 'usGov', 'usGovDoD', 'china'];
const auths = ['secret', 'certificate'] as const;
const isCloud = (text: string | undefined): text is NamedCloud => clouds.some((cloud) => cloud === text);

/** The app registration that Inseam signs in as, tested permission by permission before it is kept. */
export function ConnectEntra(props: StepProps) {
  const styles = useStyles();
  const { connection, keep, refresh } = props.keeper;
  const { job } = connection;

  const [replacing, setReplacing] = useState(false);
  const [tenant, setTenant] = useState(connection.source.tenantId);
  const [application, setApplication] = useState(connection.source.clientId);
  const ids = useTabIds();
  const [auth, setAuth] = useState(connection.source.auth);
  const [cloud, setCloud] = useState<Cloud>(connection.source.cloud);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [kept, setKept] = useState<SecretKept | null>(null);
  const check = useConnectionTest(job, 'source');

  const edited = () => {
    check.reset();
    setKept(null);
    setProblem(null);
  };
  const line = useLineEntry(edited);
  const certificate = useCertificateEntry(job, edited);
  const isCertificate = auth === 'certificate';
  const entry = isCertificate ? certificate : line;
  const { focus } = entry;

  const state = isCertificate ? connection.certificateState : connection.clientSecretState;
  const showsKept = isKept(state) && !replacing;
  const source: Connection['source'] = { tenantId: tenant.trim(), clientId: application.trim(), auth, cloud };
  const unchanged = showsKept && JSON.stringify(source) === JSON.stringify(connection.source);
  const passed = check.result !== null && check.result.problem === null;
  const ready = passed || (props.passedBefore && unchanged);
  const missing =
    source.tenantId === ''
      ? words.needsTenant
      : source.clientId === ''
        ? words.needsApplication
        : showsKept || entry.filled
          ? null
          : isCertificate
            ? words.needsCertificate
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
    if (replacing) focus();
  }, [replacing, focus]);

  const given = (): GivenSecret | null => (showsKept ? null : entry.given());
  const test = () => {
    if (missing !== null || check.running) return;
    // As on the step before: what was tested once is there again after leaving.
    if (!props.passedBefore) void keep('source', source);
    void check.start(() => call('source.test', { job, source, secret: given() }));
  };
  useKeys({ F5: test });
  const goOn = async (thisRunOnly: boolean) => {
    if (!ready || saving) return;
    setSaving(true);
    const refusal = await keep('source', source);
    const unsaved = given();
    const answer =
      refusal !== null || unsaved === null
        ? null
        : await keepGiven(
            { job, name: isCertificate ? 'entra-certificate-key' : 'entra-client-secret', thisRunOnly },
            unsaved,
          );
    setSaving(false);
    setProblem(refusal);
    if (refusal !== null) return;
    if (answer?.kept === false) return setKept(answer);
    entry.empty();
    refresh();
    props.onNext();
  };
  const onEnter = () => {
    if (ready) void goOn(false);
    else test();
  };
  const refused =
    check.result?.problem?.action === 'replace-secret' &&
    check.result.rungs.some(({ name, state: rung }) => name === 'Sign-in' && rung === 'failed');

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
          steps={words.whereSteps(auth)}
          keychain={isCertificate ? words.keychainCertificate : words.keychain}
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
        <div>
          <div className={styles.label}>{words.signIn}</div>
          <Tabs
            label={words.signIn}
            orientation="horizontal"
            ids={ids}
            tabs={auths.map((name) => ({ name, title: words.auth[name] }))}
            selected={auth}
            onSelect={(name) => {
              if (name === auth) return;
              entry.empty();
              setAuth(name);
              setReplacing(false);
              edited();
            }}
          />
        </div>
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
        <div
          role="tabpanel"
          id={ids.panel}
          aria-label={words.signIn}
          data-wide={isCertificate}
          className={styles.credential}
        >
          {showsKept && isKept(state) ? (
            <KeptSecret
              label={isCertificate ? words.certificate : words.secret}
              state={state}
              onReplace={() => {
                setReplacing(true);
                edited();
              }}
            />
          ) : isCertificate ? (
            <CertificateField
              label={words.certificate}
              entry={certificate}
              error={refused ? words.refusedCertificate : null}
              level={2}
            />
          ) : (
            <SecretField
              label={words.secret}
              inputRef={line.field}
              hint={words.secretHint}
              error={refused ? words.refused : null}
              onEdit={line.edited}
              onEnter={onEnter}
            />
          )}
        </div>
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
