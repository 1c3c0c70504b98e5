import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Link,
  makeStyles,
  mergeClasses,
  tokens,
  useId,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { createdWords, leftWords, type UndoRow } from '../../../shared/decision/undo-plan';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { useAttributeLabels } from '../../bridge/attribute-labels';
import { call } from '../../bridge/bridge';
import { useCommand } from '../../bridge/command';
import { useJobState } from '../../bridge/jobs';
import { useLive } from '../../bridge/live';
import { useQuery } from '../../bridge/query';
import { ActionWord } from '../../parts/action-word';
import { ChangeLine, oneLine } from '../../parts/change-line';
import { useNow } from '../../parts/now';
import { PersonName } from '../../parts/person-name';
import { Note, ProblemNote } from '../../parts/problem-note';
import { SkeletonRows } from '../../parts/skeleton';
import { StateIcon } from '../../parts/state-icon';
import { useFeedback } from '../../shell/feedback';
import { useFocusBack } from '../../shell/focus-back';
import { cycleMoment, laterChange, undoWords } from '../../words/history';

/** As many as fit beside the notes; the list then scrolls. Then so many at a time. */
const first = 50;
const further = 200;

const useStyles = makeStyles({
  surface: { maxWidth: '640px', width: 'calc(100vw - 96px)', maxHeight: 'calc(100vh - 48px)' },
  // The surface's own padding is 24 on each side: the content scrolls and the buttons stay in sight.
  body: { maxHeight: 'calc(100vh - 96px)' },
  content: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  line: { color: tokens.colorNeutralForeground2 },
  // In a low window the list keeps three rows, and the whole content scrolls.
  list: { marginTop: '12px' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 188px) 104px minmax(0, 1fr)',
    columnGap: '12px',
    alignItems: 'start',
    padding: '12px 0',
    lineHeight: '20px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    // At twice the size what changes goes below whom it is about.
    '@media (max-width: 699px)': {
      gridTemplateColumns: 'minmax(0, 1fr) 104px',
      '& > :last-child': { gridColumn: '1 / -1' },
    },
    ':first-child': { borderTopStyle: 'none' },
  },
  left: { color: tokens.colorNeutralForeground3 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  what: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0, color: tokens.colorNeutralForeground2 },
  words: { overflowWrap: 'anywhere' },
  since: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  pair: { display: 'inline-flex', alignItems: 'center', gap: '6px', whiteSpace: 'nowrap' },
  more: { marginTop: '8px' },
  note: { marginTop: '12px' },
  reading: { marginTop: '12px' },
  actions: { paddingTop: '12px', '& > button': { whiteSpace: 'nowrap' } },
});

/**
 * The plan of an undo, read from the accounts as they are now, and the one question. The focus starts on the answer that
 * changes nothing.
 */
export function UndoDialog(props: {
  readonly job: string;
  readonly cycle: string;
  /** Only this person's account; null: all that the cycle changed. */
  readonly person: string | null;
  readonly onClose: () => void;
  readonly onBegun: () => void;
}) {
  const styles = useStyles();
  const { job, cycle, person } = props;
  const now = useNow();
  const state = useJobState(job);
  const labelOf = useAttributeLabels(state?.profileId ?? null);
  const planned = useQuery('undo.plan', { job, cycle, person });
  const [furtherRows, setFurtherRows] = useState<readonly UndoRow[]>([]);
  const [shownAmount, setShownAmount] = useState(first);
  const [looked, setLooked] = useState<{ readonly done: number; readonly expected: number } | null>(null);
  useLive((event) => {
    if (event.kind === 'plan.progress' && event.job === job) setLooked({ done: event.done, expected: event.expected });
  });
  const [refused, setRefused] = useState<ProblemWords | null>(null);
  const run = useCommand('undo.run');
  const say = useFeedback();
  const cancel = useId('cancel');
  useFocusBack();
  // The dialog would focus the first thing in it; here it is to be the answer that changes nothing.
  useEffect(() => document.getElementById(cancel)?.focus(), [cancel]);

  const plan = planned.value?.plan ?? null;
  const problem = refused ?? planned.value?.problem ?? planned.error;
  const rows = [...(planned.value?.rows ?? []), ...furtherRows];
  const shown = rows.slice(0, shownAmount);
  const rest = plan === null ? 0 : plan.accounts - shown.length;
  const moment = plan === null ? '' : cycleMoment(Date.parse(plan.startedAt), now);
  const [only] = rows;

  const leave = () => {
    // Nobody waits for the accounts that are still to be looked at.
    if (planned.waiting) void call('plan.cancel', { job });
    props.onClose();
  };
  const more = async () => {
    const wanted = shownAmount + further;
    if (rows.length < wanted && plan !== null && rows.length < plan.accounts) {
      const reply = await call('undo.rows', { job, offset: rows.length, limit: further });
      if (reply.ok) setFurtherRows((before) => [...before, ...reply.value.rows]);
      else setRefused(reply.error);
    }
    setShownAmount(wanted);
  };
  const begin = async () => {
    setRefused(null);
    const reply = await run.run({ job, cycle, person, pause: true });
    const no = reply.ok ? reply.value.problem : reply.error;
    if (no !== null) {
      setRefused(no);
      return;
    }
    const amount = reply.ok ? reply.value.accounts : 0;
    if (amount === 0) say(undoWords.nothing);
    else say(undoWords.undoing(amount), undoWords.paused);
    props.onBegun();
  };

  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : leave())}>
      <DialogSurface className={styles.surface} onKeyDown={(event) => (event.key === 'Escape' ? leave() : undefined)}>
        <DialogBody className={styles.body}>
          <DialogTitle>
            {plan === null
              ? undoWords.titleUnknown
              : person !== null && only !== undefined
                ? undoWords.titleOfPerson(only.name, moment)
                : undoWords.title(moment)}
          </DialogTitle>
          {/* It scrolls, and the keyboard has to reach it for that. */}
          <DialogContent className={styles.content} tabIndex={0} role="group" aria-label={undoWords.plan}>
            {plan === null ? null : <p className={styles.line}>{undoWords.line(plan)}</p>}
            {plan === null && problem === null ? (
              <>
                <p className={styles.line}>
                  {undoWords.reading}
                  {looked === null ? '' : ` ${undoWords.looked(looked.done, looked.expected)}`}
                </p>
                <div className={styles.reading}>
                  <SkeletonRows rows={6} height={44} />
                </div>
              </>
            ) : null}
            {plan === null || plan.limit === null ? null : (
              <Note intent="warning" className={styles.note}>
                {undoWords.overLimit(plan)}
              </Note>
            )}
            {shown.length === 0 ? null : (
              <ul className={styles.list} aria-label={undoWords.accounts}>
                {shown.map((row) => (
                  <Row key={`${row.sourceId} ${row.targetId}`} row={row} now={now} labelOf={labelOf} />
                ))}
              </ul>
            )}
            {rest > 0 ? (
              <div className={styles.more}>
                <Link as="button" onClick={() => void more()}>
                  {undoWords.more(Math.min(further, rest))}
                </Link>
              </div>
            ) : null}
            {plan === null || plan.putBack === 0 ? null : (
              <Note intent="info" className={styles.note}>
                {undoWords.note}
              </Note>
            )}
            {problem === null ? null : (
              <div role="alert" className={styles.note}>
                <ProblemNote words={problem} />
              </div>
            )}
          </DialogContent>
          <DialogActions className={styles.actions}>
            <Button id={cancel} onClick={leave}>
              {plan === null
                ? problem === null
                  ? undoWords.cancel
                  : undoWords.close
                : plan.putBack === 0
                  ? undoWords.close
                  : undoWords.cancel}
            </Button>
            {plan === null && problem !== null ? (
              <Button disabledFocusable={planned.waiting} onClick={planned.refresh}>
                {undoWords.tryAgain}
              </Button>
            ) : null}
            {plan === null || plan.putBack === 0 ? null : (
              <Button appearance="primary" disabledFocusable={run.running} onClick={() => void begin()}>
                {undoWords.undo(plan.putBack)}
              </Button>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Row(props: { readonly row: UndoRow; readonly now: number; readonly labelOf: (path: string) => string }) {
  const styles = useStyles();
  const { row, now, labelOf } = props;
  const isLeft = row.left !== null;
  return (
    <li className={mergeClasses(styles.row, isLeft && styles.left)}>
      <span className={styles.name} title={`${row.name}, ${row.mail}`}>
        <PersonName name={row.name} />
      </span>
      {isLeft ? (
        <span className={styles.pair}>
          <StateIcon state="skipped" size={16} />
          {undoWords.leftAsIs}
        </span>
      ) : (
        <ActionWord action={row.action} status="skipped" staged={false} />
      )}
      <span className={mergeClasses(styles.what, isLeft && styles.left)}>
        {row.left === null ? null : <span className={styles.words}>{leftWords(row.left, laterChange(row, now))}</span>}
        {row.left?.kind === 'deleted'
          ? row.left.known.map(({ path, value }) => (
              <span key={path} className={styles.since} title={path}>
                {undoWords.had(labelOf(path), oneLine(String(value)))}
              </span>
            ))
          : null}
        {isLeft ? null : row.created ? (
          <span className={styles.words}>{createdWords}</span>
        ) : (
          row.changes.map((change) => (
            <ChangeLine key={change.attribute} change={change} label={labelOf(change.attribute)} />
          ))
        )}
        {row.changedSince.map(({ attribute, to }) => (
          <span key={attribute} className={styles.since} title={attribute}>
            {labelOf(attribute)}:{' '}
            {to === null || to === '' ? undoWords.changedToNothing : undoWords.changedSince(oneLine(to))}
          </span>
        ))}
      </span>
    </li>
  );
}
