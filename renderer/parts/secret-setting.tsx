import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type {
  CheckResult,
  Connection,
  GivenSecret,
  ProblemWords,
  Reply,
  RequestOf,
  SecretState,
} from '../../shared/ipc/contract';
import { useCommand } from '../bridge/command';
import { useFocusBack } from '../shell/focus-back';
import { connectionWords } from '../words/connection';
import { CertificateField } from './certificate-field';
import { ConnectionTest } from './connection-test';
import { keepGiven, type SecretKept } from './keep-secret';
import { ProblemNote } from './problem-note';
import { useCertificateEntry, useLineEntry } from './secret-entry';
import { SecretField } from './secret-field';
import { SecretNote } from './secret-note';
import { SettingRow } from './setting-row';
import { type TestSide, useConnectionTest } from './use-connection-test';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '16px', paddingTop: '4px' },
  problem: { marginTop: '8px' },
  use: { whiteSpace: 'nowrap' },
});

interface SecretTest {
  readonly side: TestSide;
  /** The app registration, where it is what is tested: it may lack a permission. */
  readonly source?: Connection['source'];
  /** Tests with a secret that is not saved yet. */
  readonly run: (secret: GivenSecret) => Promise<Reply<'target.test'>>;
}

interface SecretWords {
  readonly name: string;
  readonly replaceTitle: string;
  readonly field: string;
  /** Said once the test passed. */
  readonly works: string | null;
  readonly use: string;
  readonly clearTitle: string;
  readonly clearNote: string;
}

/** A secret is a sentence and buttons: it can be replaced, tested and cleared, and never read. */
export function SecretSetting(props: {
  readonly job: string;
  readonly secret: RequestOf<'secret.set'>['name'];
  readonly state: SecretState;
  /** null: there is nothing to test it with. */
  readonly test: SecretTest | null;
  readonly onChanged: () => void;
  readonly words: SecretWords;
}) {
  const styles = useStyles();
  const common = connectionWords.secret;
  const [open, setOpen] = useState<'replace' | 'clear' | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const clear = useCommand('secret.clear');
  const isThere = props.state === 'set' || props.state === 'this-run-only';
  const fromVariable = props.state === 'from-variable';

  const clearNow = async () => {
    const reply = await clear.run({ job: props.job, name: props.secret });
    setOpen(null);
    setProblem(reply.ok ? reply.value.problem : reply.error);
    props.onChanged();
  };

  return (
    <>
      <SettingRow plain name={props.words.name} hint={common.states[props.state]}>
        {() =>
          fromVariable ? null : (
            <>
              <Button
                aria-label={`${isThere ? common.replace : common.enter} ${props.words.name}`}
                onClick={() => setOpen('replace')}
              >
                {isThere ? common.replace : common.enter}
              </Button>
              {isThere ? (
                <Button aria-label={`${common.clear} ${props.words.name}`} onClick={() => setOpen('clear')}>
                  {common.clear}
                </Button>
              ) : null}
            </>
          )
        }
      </SettingRow>
      {problem === null ? null : (
        <div className={styles.problem} role="alert">
          <ProblemNote level={3} words={problem} />
        </div>
      )}
      {open === 'replace' ? (
        <ReplaceSecret
          {...props}
          onClose={(changed) => {
            setOpen(null);
            if (changed) props.onChanged();
          }}
        />
      ) : null}
      {open === 'clear' ? (
        <ClearSecret
          words={props.words}
          clearing={clear.running}
          onClear={() => void clearNow()}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}

function ClearSecret(props: {
  readonly words: SecretWords;
  readonly clearing: boolean;
  readonly onClear: () => void;
  readonly onClose: () => void;
}) {
  useFocusBack();
  return (
    <Dialog modalType="alert" open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{props.words.clearTitle}</DialogTitle>
          <DialogContent>{props.words.clearNote}</DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>{connectionWords.secret.cancel}</Button>
            <Button appearance="primary" disabled={props.clearing} onClick={props.onClear}>
              {connectionWords.secret.clearConfirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function ReplaceSecret(props: {
  readonly job: string;
  readonly secret: RequestOf<'secret.set'>['name'];
  readonly test: SecretTest | null;
  readonly words: SecretWords;
  readonly onClose: (changed: boolean) => void;
}) {
  const styles = useStyles();
  useFocusBack();
  const [saving, setSaving] = useState(false);
  const [kept, setKept] = useState<SecretKept | null>(null);
  const { job, test, words } = props;
  const check = useConnectionTest(job, test?.side ?? 'target');
  const passed = test === null || passedOf(check.result);
  const edited = () => {
    setKept(null);
    check.reset();
  };
  const line = useLineEntry(edited);
  const certificate = useCertificateEntry(job, edited);
  const isCertificate = props.secret === 'entra-certificate-key';
  const entry = isCertificate ? certificate : line;

  const { focus } = entry;
  useEffect(() => focus(), [focus]);

  const runTest = () => {
    const given = entry.given();
    if (test === null || given === null) return;
    void check.start(() => test.run(given));
  };
  const use = async (thisRunOnly: boolean) => {
    const given = entry.given();
    if (given === null) return;
    setSaving(true);
    const answer = await keepGiven({ job, name: props.secret, thisRunOnly }, given);
    setSaving(false);
    if (answer.kept) {
      entry.empty();
      props.onClose(true);
    } else setKept(answer);
  };

  return (
    <Dialog modalType="alert" open onOpenChange={(_, data) => (data.open ? undefined : props.onClose(false))}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.replaceTitle}</DialogTitle>
          <DialogContent className={styles.content}>
            {isCertificate ? (
              <CertificateField label={words.field} entry={certificate} error={null} level={3} />
            ) : (
              <SecretField
                label={words.field}
                inputRef={line.field}
                onEdit={line.edited}
                onEnter={() => {
                  if (passed) void use(false);
                  else runTest();
                }}
              />
            )}
            {test === null ? null : (
              <ConnectionTest
                job={props.job}
                check={check}
                side={test.side}
                level={3}
                canStart={entry.filled}
                onStart={runTest}
                {...(test.source === undefined ? {} : { source: test.source })}
              />
            )}
            {words.works !== null && test !== null && passed ? <p>{words.works}</p> : null}
            {kept === null || kept.kept ? null : (
              <SecretNote answer={kept} onTryAgain={() => void use(false)} onThisRunOnly={() => void use(true)} />
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={() => props.onClose(false)}>{connectionWords.secret.cancel}</Button>
            <Button
              appearance="primary"
              className={styles.use}
              disabledFocusable={!entry.filled || !passed || saving}
              onClick={() => void use(false)}
            >
              {words.use}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const passedOf = (result: CheckResult | null): boolean => result !== null && result.problem === null;
