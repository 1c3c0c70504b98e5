import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { isSafeAddress } from '../../../shared/settings/address';
import { call } from '../../bridge/bridge';
import { ProblemNote } from '../../parts/problem-note';
import { useKeys } from '../../shell/keys';
import { wizardWords } from '../../words/wizard';
import { ConnectionTest } from './connection-test';
import { keepSecret, type SecretKept } from './keep-secret';
import { isKept, KeptSecret } from './kept-secret';
import { SecretField } from './secret-field';
import { SecretNote } from './secret-note';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';
import { useConnectionTest } from './use-connection-test';
import { OpenLink, WhereToFind } from './where-to-find';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: '16px',
    alignItems: 'start',
    marginBottom: '16px',
  },
  notes: { display: 'grid', rowGap: '12px', marginTop: '16px' },
});

const words = wizardWords.target;

/** The tenant URL and the token, tested before they are kept. */
export function ConnectTarget(props: StepProps) {
  const styles = useStyles();
  const { connection, keep, refresh } = props.keeper;
  const { job, targetName } = connection;
  const advice = props.profile?.advice ?? null;
  const usual = props.profile?.baseUrl ?? '';

  const token = useRef<HTMLInputElement>(null);
  const [filled, setFilled] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const [url, setUrl] = useState(connection.target.baseUrl === '' ? usual : connection.target.baseUrl);
  const [spaces, setSpaces] = useState(false);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [kept, setKept] = useState<SecretKept | null>(null);
  const check = useConnectionTest(job, 'target');

  const state = connection.tokenState;
  const showsKept = isKept(state) && !replacing;
  const trimmed = url.trim();
  const needsHttps = trimmed !== '' && !isSafeAddress(trimmed);
  const unchanged = showsKept && trimmed === connection.target.baseUrl;
  const passed = check.result !== null && check.result.problem === null;
  const ready = passed || (props.passedBefore && unchanged);
  const missing =
    trimmed === '' ? words.needsUrl : needsHttps ? words.needsHttps : showsKept || filled ? null : words.needsToken;
  const reason =
    missing ??
    (check.running
      ? wizardWords.test.running
      : ready
        ? null
        : check.result === null && check.error === null
          ? wizardWords.test.first
          : wizardWords.test.failed);

  useEffect(() => {
    if (replacing) token.current?.focus();
  }, [replacing]);

  const edited = () => {
    check.reset();
    setKept(null);
    setProblem(null);
  };
  const typed = (): string | null => (showsKept ? null : (token.current?.value.trim() ?? null));
  const test = () => {
    if (missing !== null || check.running) return;
    setUrl(trimmed);
    void check.start(() => call('target.test', { job, baseUrl: trimmed, token: typed() }));
  };
  useKeys({ F5: test });
  const goOn = async (thisRunOnly: boolean) => {
    if (!ready || saving) return;
    setSaving(true);
    const refusal = await keep('target', { baseUrl: trimmed });
    const value = typed();
    const answer =
      refusal !== null || value === null ? null : await keepSecret({ job, name: 'target-token', value, thisRunOnly });
    setSaving(false);
    setProblem(refusal);
    if (refusal !== null) return;
    if (answer?.kept === false) return setKept(answer);
    if (token.current !== null) token.current.value = '';
    refresh();
    props.onNext();
  };
  const refused = check.result?.problem?.action === 'enter-token';

  return (
    <StepSheet
      title={wizardWords.steps.target(targetName)}
      lead={words.lead(targetName)}
      onBack={props.onBack}
      onSaveAndClose={() => {
        void keep('target', { baseUrl: trimmed }).then(props.onSaveAndClose);
      }}
      next={{ reason, busy: saving, onClick: () => void goOn(false) }}
      aside={
        <WhereToFind
          title={words.where}
          steps={advice?.tokenSteps ?? []}
          keychain={words.keychain}
          {...(advice === null || advice.consoleLink === null
            ? {}
            : { link: { name: advice.consoleLink, words: words.console(targetName) } })}
        />
      }
    >
      <div className={styles.fields}>
        <Field
          label={words.url}
          validationState={needsHttps ? 'error' : 'none'}
          validationMessage={needsHttps ? words.needsHttps : null}
          {...(needsHttps ? {} : { hint: urlHint(spaces, trimmed, usual, targetName) })}
        >
          <Input
            inputMode="url"
            value={url}
            autoComplete="off"
            spellCheck={false}
            onChange={(_, data) => {
              setUrl(data.value);
              setSpaces(false);
              edited();
            }}
            onBlur={() => {
              if (url === trimmed) return;
              setUrl(trimmed);
              setSpaces(true);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              if (ready) void goOn(false);
              else test();
            }}
          />
        </Field>
        {showsKept && isKept(state) ? (
          <KeptSecret
            label={words.token}
            state={state}
            onReplace={() => {
              setReplacing(true);
              edited();
            }}
          />
        ) : (
          <SecretField
            label={words.token}
            inputRef={token}
            error={refused ? words.refused(targetName) : null}
            onEdit={(hasText) => {
              setFilled(hasText);
              edited();
            }}
            onEnter={() => {
              if (ready) void goOn(false);
              else test();
            }}
          />
        )}
      </div>
      <ConnectionTest
        check={check}
        side="target"
        canStart={missing === null}
        onStart={test}
        links={
          advice === null || advice.consoleLink === null ? null : (
            <OpenLink name={advice.consoleLink}>{words.console(targetName)}</OpenLink>
          )
        }
      />
      <div className={styles.notes}>
        {problem === null ? null : <ProblemNote words={problem} />}
        {kept === null || kept.kept ? null : (
          <SecretNote answer={kept} onTryAgain={() => void goOn(false)} onThisRunOnly={() => void goOn(true)} />
        )}
      </div>
    </StepSheet>
  );
}

function urlHint(spaces: boolean, url: string, usual: string, targetName: string): string {
  if (spaces) return words.spacesRemoved;
  return usual !== '' && url === usual ? words.usualUrl(targetName) : words.needsHttps;
}
