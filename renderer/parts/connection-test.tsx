import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwise16Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Connection, ProblemWords, RungView } from '../../shared/ipc/contract';
import { useAnnounce } from '../shell/announcer';
import { useMedia } from '../shell/media';
import { addressOf } from '../shell/route';
import { navigateGuarded } from '../shell/router';
import { connectionWords } from '../words/connection';
import { problemActionLabels } from '../words/problem-actions';
import { ConsentLinks } from './consent-links';
import { CopyLink } from './copy-link';
import { Ladder } from './ladder';
import { Note } from './problem-note';
import { SettingRow } from './setting-row';
import { StateIcon } from './state-icon';
import type { RunningTest, TestSide } from './use-connection-test';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: '8px', marginBottom: '8px' },
  title: {
    flexGrow: 1,
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  took: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  fold: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: '12px',
    padding: '3px 0',
    color: tokens.colorNeutralForeground2,
  },
  foldLink: { marginLeft: 'auto', fontSize: '12px', lineHeight: '20px' },
  ladder: { outlineStyle: 'none' },
  after: { marginTop: '14px', outlineStyle: 'none' },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginTop: '8px' },
  ready: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    marginTop: '14px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  readyAlone: { marginTop: 0 },
  inRow: { padding: '2px 0 10px' },
});

const words = connectionWords.test;
const lowQuery = '(max-height: 699px)';

const untested = (side: TestSide): readonly RungView[] =>
  connectionWords.rungs[side].map((name) => ({ name, state: 'not-tested', text: '', durationMs: null }));

interface TestProps {
  readonly job: string;
  readonly check: RunningTest;
  readonly side: TestSide;
  readonly canStart: boolean;
  readonly onStart: () => void;
  /** The app registration that is tested: where it lacks a permission, there is a page that grants it. */
  readonly source?: Connection['source'];
  /** Further links under the explanation of a failure. */
  readonly links?: ReactNode;
}

/** Test Connection with its heading: the ladder as it climbs, and below it that all is ready or what stopped it. */
export function ConnectionTest(props: TestProps & { readonly level: 2 | 3 }) {
  const styles = useStyles();
  const Heading = props.level === 2 ? 'h2' : 'h3';
  return (
    <div>
      <div className={styles.head}>
        <Heading className={styles.title}>{words.heading}</Heading>
        <TestButton {...props} size="small" />
      </div>
      <TestOutcome
        {...props}
        rungs={props.check.rungs ?? untested(props.side)}
        label={words.heading}
        noteLevel={props.level === 2 ? 3 : 4}
        inRow={false}
      />
    </div>
  );
}

/** Test Connection as a row among settings; the rungs are drawn once they are climbed. */
export function ConnectionTestRow(props: TestProps & { readonly sideName: string }) {
  const styles = useStyles();
  const { check } = props;
  const label = words.of(words.heading, props.sideName);
  const rungs = check.rungs ?? (check.running ? untested(props.side) : []);
  const anything = rungs.length > 0 || check.error !== null;
  return (
    <>
      <SettingRow plain name={words.name} hint={words.hint}>
        {() => <TestButton {...props} size="medium" />}
      </SettingRow>
      {anything ? (
        <div className={styles.inRow}>
          <TestOutcome {...props} rungs={rungs} label={label} noteLevel={3} inRow />
        </div>
      ) : null}
    </>
  );
}

function TestButton(props: TestProps & { readonly size: 'small' | 'medium'; readonly sideName?: string }) {
  const styles = useStyles();
  const { check, sideName } = props;
  const untried = check.result === null && check.error === null;
  const word = check.running ? words.running : untried ? words.start : words.again;
  return (
    <>
      {check.result === null ? null : <span className={styles.took}>{words.took(check.result.durationMs)}</span>}
      <Button
        size={props.size}
        icon={untried ? null : <ArrowClockwise16Regular />}
        disabledFocusable={!props.canStart || check.running}
        onClick={props.onStart}
        {...(sideName === undefined ? {} : { 'aria-label': words.of(word, sideName) })}
      >
        {word}
      </Button>
    </>
  );
}

function TestOutcome(
  props: TestProps & {
    readonly rungs: readonly RungView[];
    readonly label: string;
    readonly noteLevel: 3 | 4;
    /** Among settings, where there is no step to wait in: what passed folds. */
    readonly inRow: boolean;
  },
) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { check, rungs } = props;
  const explanation = useRef<HTMLDivElement>(null);
  const ladder = useRef<HTMLDivElement>(null);
  const low = useMedia(lowQuery);
  const [unfolded, setUnfolded] = useState(false);
  const problem = check.result?.problem ?? check.error;
  const summary = check.result?.problem === null ? check.result.summary : null;

  useEffect(() => {
    if (problem !== null) explanation.current?.focus();
  }, [problem]);
  useEffect(() => {
    if (summary !== null) announce(summary);
  }, [summary, announce]);

  const passed = rungs.filter((rung) => rung.state === 'passed');
  const lastPassed = passed[passed.length - 1];
  const folded = (low || props.inRow) && !unfolded && passed.length > 1 && !check.running;
  const drawn = folded ? rungs.filter((rung) => rung.state !== 'passed') : rungs;

  const show = (
    <Link
      className={styles.foldLink}
      as="button"
      onClick={() => {
        setUnfolded(true);
        // The link is gone then, and with it the place of the keyboard.
        ladder.current?.focus();
      }}
    >
      {words.show}
    </Link>
  );

  return (
    <>
      {folded && summary === null && lastPassed !== undefined ? (
        <div className={styles.fold}>
          <StateIcon state="calm" size={20} />
          <span>{words.passed(passed.length, lastPassed.name)}</span>
          {show}
        </div>
      ) : null}
      <div ref={ladder} tabIndex={-1} className={styles.ladder}>
        {drawn.length === 0 ? null : <Ladder label={props.label} rungs={drawn} />}
      </div>
      {problem === null ? null : (
        <div ref={explanation} tabIndex={-1} role="alert" className={styles.after}>
          <Note intent="error" level={props.noteLevel} title={problem.title}>
            {[problem.meaning, problem.nextStep].filter((part) => part !== '').join(' ')}
            <span className={styles.links}>
              {problem.action === 'open-consent' && props.source !== undefined ? (
                <ConsentLinks job={props.job} source={props.source} />
              ) : null}
              {problem.action === 'network-settings' ? (
                <Link as="button" onClick={() => navigateGuarded(addressOf(props.job, 'settings', ['network']))}>
                  {problemActionLabels['network-settings']}
                </Link>
              ) : null}
              {props.links}
              <CopyLink text={supportDetails(problem, check.rungs ?? [])}>{words.copyDetails}</CopyLink>
            </span>
          </Note>
        </div>
      )}
      {summary === null ? null : (
        <div className={mergeClasses(styles.ready, folded && styles.readyAlone)}>
          <StateIcon state="calm" size={20} />
          <p>{summary}</p>
          {folded ? show : null}
        </div>
      )}
    </>
  );
}

/** What somebody else needs to know of a failed test; a rung's text holds no secret. */
function supportDetails(problem: ProblemWords, rungs: readonly RungView[]): string {
  const lines = rungs.map((rung) =>
    [rung.name, rung.state, rung.text, rung.durationMs === null ? '' : `${rung.durationMs} ms`]
      .filter((part) => part !== '')
      .join(': '),
  );
  return [problem.title, problem.meaning, problem.nextStep, '', ...lines].join('\n');
}
