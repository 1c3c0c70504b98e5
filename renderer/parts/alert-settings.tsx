import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Checkmark16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { consentPage } from '../../shared/settings/consent-page';
import { useCommand } from '../bridge/command';
import type { ConnectionKeeper, TakeBack } from '../bridge/connection';
import { useAnnounce } from '../shell/announcer';
import { useProblemAction } from '../shell/problem-action';
import { settingRowWords } from '../words/setting-rows';
import { ChoiceSetting, SwitchSetting } from './choice-setting';
import { ProblemNote } from './problem-note';
import { SecretSetting } from './secret-setting';
import { SettingGroup, SettingRow } from './setting-row';
import { TextSetting } from './text-setting';

const useStyles = makeStyles({
  sent: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    color: tokens.colorNeutralForeground2,
    '& svg': { color: tokens.colorStatusSuccessForeground1 },
  },
  problem: { marginTop: '8px' },
});

const words = settingRowWords.alerts;
const looksLikeMail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

/** Where Inseam writes to when something needs a person. Settings and the wizard show the same rows. */
export function AlertSettings(props: {
  readonly keeper: ConnectionKeeper;
  readonly takeBack?: (undo: TakeBack) => void;
  readonly onRefused?: (refused: boolean) => void;
}) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { connection, keep, refresh } = props.keeper;
  const { notify, job } = connection;
  const test = useCommand('job.sendTestMail');
  const [answer, setAnswer] = useState<{ readonly sentTo: string } | { readonly problem: ProblemWords } | null>(null);
  const onRefused = props.onRefused === undefined ? {} : { onRefused: props.onRefused };

  const keepNotify = async (next: typeof notify) => {
    const problem = await keep('notify', next);
    if (problem === null) props.takeBack?.(() => keep('notify', notify));
    return problem;
  };
  const sendTest = async () => {
    setAnswer(null);
    const reply = await test.run({ job });
    if (!reply.ok) return setAnswer({ problem: reply.error });
    if (reply.value.problem !== null) return setAnswer({ problem: reply.value.problem });
    setAnswer({ sentTo: reply.value.to });
    announce(words.testSent(reply.value.to));
  };
  const cure = useProblemAction(job, () => void sendTest());

  return (
    <>
      <SettingGroup title={words.heading}>
        <TextSetting
          name={words.address}
          hint={words.addressHint}
          width="long"
          inputMode="email"
          value={notify.email}
          check={(text) => (text === '' || looksLikeMail(text) ? null : words.addressWrong)}
          keep={(email) => keepNotify({ ...notify, email })}
          {...onRefused}
        />
        <SwitchSetting
          name={words.onFailure}
          hint={words.onFailureHint}
          value={notify.onFailure}
          keep={(onFailure) => keepNotify({ ...notify, onFailure })}
        />
        <ChoiceSetting
          name={words.via}
          hint={words.viaHint}
          value={notify.via}
          options={[
            { value: 'graph', name: words.vias.graph },
            { value: 'smtp', name: words.vias.smtp },
          ]}
          keep={(via) => keepNotify({ ...notify, via })}
        />
        <SettingRow plain name={words.test} hint={notify.email === '' ? words.needsAddress : words.testHint}>
          {(control) => (
            <>
              {answer !== null && 'sentTo' in answer ? (
                <span className={styles.sent}>
                  <Checkmark16Regular aria-hidden="true" />
                  {words.testSent(answer.sentTo)}
                </span>
              ) : null}
              <Button
                aria-describedby={control['aria-describedby']}
                disabledFocusable={notify.email === '' || test.running}
                onClick={() => void sendTest()}
              >
                {test.running ? words.testSending : words.testSend}
              </Button>
            </>
          )}
        </SettingRow>
        {answer !== null && 'problem' in answer ? (
          <div className={styles.problem} role="alert">
            <ProblemNote
              level={3}
              words={answer.problem}
              onAction={cure}
              consentPage={consentPage(connection.source)}
            />
          </div>
        ) : null}
      </SettingGroup>
      {notify.via === 'smtp' ? (
        <SettingGroup title={words.server}>
          <TextSetting
            name={words.host}
            width="long"
            value={notify.smtp.host}
            check={() => null}
            keep={(host) => keepNotify({ ...notify, smtp: { ...notify.smtp, host } })}
          />
          <TextSetting
            name={words.port}
            width="short"
            inputMode="numeric"
            value={String(notify.smtp.port)}
            check={(text) =>
              /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535 ? null : words.portWrong
            }
            keep={(port) => keepNotify({ ...notify, smtp: { ...notify.smtp, port: Number(port) } })}
            {...onRefused}
          />
          <TextSetting
            name={words.user}
            width="long"
            value={notify.smtp.user}
            check={() => null}
            keep={(user) => keepNotify({ ...notify, smtp: { ...notify.smtp, user } })}
          />
          <SecretSetting
            job={job}
            secret="smtp-password"
            state={connection.smtpPasswordState}
            test={null}
            onChanged={refresh}
            words={{
              name: words.password,
              replaceTitle: words.passwordReplace,
              field: words.newPassword,
              works: null,
              use: words.savePassword,
              clearTitle: words.clearPassword,
              clearNote: words.clearPasswordNote,
            }}
          />
          <TextSetting
            name={words.from}
            width="long"
            inputMode="email"
            value={notify.smtp.from}
            check={(text) => (text === '' || looksLikeMail(text) ? null : words.addressWrong)}
            keep={(from) => keepNotify({ ...notify, smtp: { ...notify.smtp, from } })}
            {...onRefused}
          />
        </SettingGroup>
      ) : null}
    </>
  );
}
