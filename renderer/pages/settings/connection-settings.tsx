import { makeStyles } from '@fluentui/react-components';
import type { Connection, GivenSecret } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import type { ConnectionKeeper, TakeBack } from '../../bridge/connection';
import { ChoiceSetting } from '../../parts/choice-setting';
import { ConnectionTestRow } from '../../parts/connection-test';
import { Note } from '../../parts/problem-note';
import { SecretSetting } from '../../parts/secret-setting';
import { SettingGroup } from '../../parts/setting-row';
import { TextSetting } from '../../parts/text-setting';
import { useConnectionTest } from '../../parts/use-connection-test';
import { addressFault, addressHint } from '../../words/connection';
import { settingsWords } from '../../words/settings';
import { wizardWords } from '../../words/wizard';

const useStyles = makeStyles({ note: { marginBottom: '16px' } });

const words = settingsWords.connections;

/** Both ends of the job: their addresses, their secrets, and a test of what is saved. */
export function ConnectionSettings(props: {
  readonly keeper: ConnectionKeeper;
  readonly takeBack: (undo: TakeBack) => void;
}) {
  const styles = useStyles();
  const { connection } = props.keeper;
  return (
    <>
      {connection.sample ? (
        <div className={styles.note}>
          <Note intent="info">{words.sample}</Note>
        </div>
      ) : null}
      <TargetConnection {...props} />
      <SourceConnection {...props} />
    </>
  );
}

function TargetConnection(props: { readonly keeper: ConnectionKeeper; readonly takeBack: (undo: TakeBack) => void }) {
  const { connection, keep, refresh } = props.keeper;
  const { job, target } = connection;
  const check = useConnectionTest(job, 'target');
  const test = (token: string | null) => call('target.test', { job, baseUrl: target.baseUrl, token });
  return (
    <SettingGroup title={connection.targetName}>
      <TextSetting
        name={words.tenantUrl}
        hint={addressHint}
        width="long"
        inputMode="url"
        value={target.baseUrl}
        check={addressFault}
        keep={async (baseUrl) => {
          check.reset();
          const problem = await keep('target', { baseUrl });
          if (problem === null) props.takeBack(() => keep('target', target));
          return problem;
        }}
      />
      <SecretSetting
        job={job}
        secret="target-token"
        state={connection.tokenState}
        test={{ side: 'target', run: (secret) => test(secret.kind === 'typed' ? secret.value : null) }}
        onChanged={() => {
          check.reset();
          refresh();
        }}
        words={{
          name: words.token,
          replaceTitle: words.replaceToken,
          field: words.newToken,
          works: words.tokenWorks,
          use: words.useToken,
          clearTitle: words.clearToken,
          clearNote: words.clearNote,
        }}
      />
      <ConnectionTestRow
        job={job}
        check={check}
        side="target"
        sideName={connection.targetName}
        canStart
        onStart={() => void check.start(() => test(null))}
      />
    </SettingGroup>
  );
}

function SourceConnection(props: { readonly keeper: ConnectionKeeper; readonly takeBack: (undo: TakeBack) => void }) {
  const { connection, keep, refresh } = props.keeper;
  const { job, source } = connection;
  const check = useConnectionTest(job, 'source');
  const test = (secret: GivenSecret | null) => call('source.test', { job, source, secret });
  const isCertificate = source.auth === 'certificate';
  const keepSource = async (next: Connection['source']) => {
    check.reset();
    const problem = await keep('source', next);
    if (problem === null) props.takeBack(() => keep('source', source));
    return problem;
  };
  return (
    <SettingGroup title={words.entra}>
      <TextSetting
        name={words.tenant}
        width="long"
        value={source.tenantId}
        check={(text) => (text === '' ? wizardWords.entra.needsTenant : null)}
        keep={(tenantId) => keepSource({ ...source, tenantId })}
      />
      <TextSetting
        name={words.application}
        width="long"
        value={source.clientId}
        check={(text) => (text === '' ? wizardWords.entra.needsApplication : null)}
        keep={(clientId) => keepSource({ ...source, clientId })}
      />
      <ChoiceSetting
        name={words.signIn}
        hint={words.signInHint}
        value={source.auth}
        options={[
          { value: 'secret', name: words.clientSecret },
          { value: 'certificate', name: words.certificate },
        ]}
        keep={(auth) => keepSource({ ...source, auth })}
      />
      <SecretSetting
        key={source.auth}
        job={job}
        secret={isCertificate ? 'entra-certificate-key' : 'entra-client-secret'}
        state={isCertificate ? connection.certificateState : connection.clientSecretState}
        test={{ side: 'source', source, run: test }}
        onChanged={() => {
          check.reset();
          refresh();
        }}
        words={isCertificate ? certificateWords : clientSecretWords}
      />
      <ConnectionTestRow
        job={job}
        check={check}
        side="source"
        sideName={words.entra}
        source={source}
        canStart
        onStart={() => void check.start(() => test(null))}
      />
    </SettingGroup>
  );
}

const clientSecretWords = {
  name: words.clientSecret,
  replaceTitle: words.replaceSecret,
  field: words.newSecret,
  works: words.secretWorks,
  use: words.useSecret,
  clearTitle: words.clearSecret,
  clearNote: words.clearNote,
};

const certificateWords = {
  name: words.certificate,
  replaceTitle: words.replaceCertificate,
  field: words.newCertificate,
  works: words.certificateWorks,
  use: words.useCertificate,
  clearTitle: words.clearCertificate,
  clearNote: words.clearNote,
};
