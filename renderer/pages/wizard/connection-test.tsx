import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowClockwise16Regular } from '@fluentui/react-icons';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ProblemWords, RungView } from '../../../shared/ipc/contract';
import { Ladder } from '../../parts/ladder';
import { Note } from '../../parts/problem-note';
import { StateIcon } from '../../parts/state-icon';
import { useAnnounce } from '../../shell/announcer';
import { useMedia } from '../../shell/media';
import { wizardWords } from '../../words/wizard';
import { CopyLink } from './copy-link';
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
  foldLink: { fontSize: '12px', lineHeight: '20px' },
  after: { marginTop: '14px', outlineStyle: 'none' },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', marginTop: '8px' },
  ready: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    marginTop: '14px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
});

const words = wizardWords.test;
const lowQuery = '(max-height: 699px)';

const untested = (side: TestSide): readonly RungView[] =>
  (side === 'target' ? wizardWords.target.rungs : wizardWords.entra.rungs).map((name) => ({
    name,
    state: 'not-tested',
    text: '',
    durationMs: null,
  }));

/** Test Connection: its button, the ladder as it climbs, and below it that all is ready or what stopped it. */
export function ConnectionTest(props: {
  readonly check: RunningTest;
  readonly side: TestSide;
  readonly canStart: boolean;
  readonly onStart: () => void;
  /** The rungs are drawn once they are climbed, not before. */
  readonly folded?: boolean;
  /** Links under the explanation of a failure. */
  readonly links?: ReactNode;
}) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { check } = props;
  const explanation = useRef<HTMLDivElement>(null);
  const low = useMedia(lowQuery);
  const [unfolded, setUnfolded] = useState(false);
  const rungs = check.rungs ?? (props.folded === true && !check.running ? [] : untested(props.side));
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
  const folded = low && !unfolded && passed.length > 1 && !check.running;

  return (
    <div>
      <div className={styles.head}>
        <h2 className={styles.title}>{words.heading}</h2>
        {check.result === null ? null : <span className={styles.took}>{words.took(check.result.durationMs)}</span>}
        <Button
          size="small"
          icon={check.result === null && check.error === null ? null : <ArrowClockwise16Regular />}
          disabledFocusable={!props.canStart || check.running}
          onClick={props.onStart}
        >
          {check.running ? words.running : check.result === null && check.error === null ? words.start : words.again}
        </Button>
      </div>
      {folded && lastPassed !== undefined ? (
        <div className={styles.fold}>
          <StateIcon state="calm" size={20} />
          <span>{words.passed(passed.length, lastPassed.name)}</span>
          <Link className={styles.foldLink} as="button" onClick={() => setUnfolded(true)}>
            {words.show}
          </Link>
        </div>
      ) : null}
      {rungs.length === 0 ? null : (
        <Ladder label={words.heading} rungs={folded ? rungs.filter((rung) => rung.state !== 'passed') : rungs} />
      )}
      {problem === null ? null : (
        <div ref={explanation} tabIndex={-1} role="alert" className={styles.after}>
          <Note intent="error" title={problem.title}>
            {[problem.meaning, problem.nextStep].filter((part) => part !== '').join(' ')}
            <span className={styles.links}>
              {props.links}
              <CopyLink text={supportDetails(problem, check.rungs ?? [])}>{words.copyDetails}</CopyLink>
            </span>
          </Note>
        </div>
      )}
      {summary === null ? null : (
        <p className={styles.ready}>
          <StateIcon state="calm" size={20} />
          {summary}
        </p>
      )}
    </div>
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
