import { Field, Input, Link, makeStyles } from '@fluentui/react-components';
import { ErrorCircle12Filled } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { ConnectionTest } from '../../parts/connection-test';
import { keepSecret, type SecretKept } from '../../parts/keep-secret';
import { NamedLink } from '../../parts/outside-link';
import { ProblemNote } from '../../parts/problem-note';
import { SecretField } from '../../parts/secret-field';
import { SecretNote } from '../../parts/secret-note';
import { useConnectionTest } from '../../parts/use-connection-test';
import { useKeys } from '../../shell/keys';
import { addressFault, addressHint, connectionWords, isAddressBegun } from '../../words/connection';
import { wizardWords } from '../../words/wizard';
import { isKept, KeptSecret } from './kept-secret';
import type { StepProps } from './step-props';
import { StepSheet } from './step-sheet';
import { WhereToFind } from './where-to-find';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: '16px',
    alignItems: 'start',
    marginBottom: '16px',
  },
  change: { marginLeft: '6px', fontSize: '12px', lineHeight: '16px' },
  notes: { display: 'grid', rowGap: '12px', marginTop: '16px', '&:empty': { display: 'none' } },
});

const words = wizardWords.target;
const http = /^http:\/\//i;

/** The tenant URL and the token, tested before they are kept. */
export function ConnectTarget(props: StepProps) {
  const styles = useStyles();
  const { connection, keep, refresh } = props.keeper;
  const { job, targetName } = connection;
  const advice = props.profile?.advice ?? null;
  const usual = props.profile?.baseUrl ?? '';

  const address = useRef<HTMLDivElement>(null);
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
  const fault = addressFault(trimmed);
  const wrong = fault !== null && !isAddressBegun(trimmed);
  const unchanged = showsKept && trimmed === connection.target.baseUrl;
  const passed = check.result !== null && check.result.problem === null;
  const ready = passed || (props.passedBefore && unchanged);
  const missing =
    trimmed === '' ? words.needsUrl : fault !== null ? words.wrongUrl : showsKept || filled ? null : words.needsToken;
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
    // Whoever leaves for a cure, or quits, finds it here again. Where the step was passed before, only Next keeps it.
    if (!props.passedBefore) void keep('target', { baseUrl: trimmed });
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
  const hint = spaces
    ? connectionWords.spacesRemoved
    : usual !== '' && trimmed === usual
      ? words.usualUrl(targetName)
      : addressHint(trimmed);

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
      <div ref={address} className={styles.fields}>
        <Field
          label={words.url}
          validationState={wrong ? 'error' : 'none'}
          validationMessageIcon={<ErrorCircle12Filled />}
          validationMessage={
            wrong ? (
              <>
                {fault}
                {http.test(trimmed) ? (
                  <>
                    {' '}
                    <Link
                      as="button"
                      className={styles.change}
                      onClick={() => {
                        setUrl(trimmed.replace(http, 'https://'));
                        address.current?.querySelector('input')?.focus();
                      }}
                    >
                      {words.changeToHttps}
                    </Link>
                  </>
                ) : null}
              </>
            ) : null
          }
          {...(wrong || hint === null ? {} : { hint })}
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
        job={job}
        check={check}
        side="target"
        level={2}
        canStart={missing === null}
        onStart={test}
        links={
          advice === null || advice.consoleLink === null ? null : (
            <NamedLink name={advice.consoleLink}>{words.console(targetName)}</NamedLink>
          )
        }
      />
      <div className={styles.notes}>
        {problem === null ? null : <ProblemNote level={3} words={problem} />}
        {kept === null || kept.kept ? null : (
          <SecretNote answer={kept} onTryAgain={() => void goOn(false)} onThisRunOnly={() => void goOn(true)} />
        )}
      </div>
    </StepSheet>
  );
}
