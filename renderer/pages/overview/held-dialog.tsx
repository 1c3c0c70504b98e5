import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Link,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
  useId,
} from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { HeldPerson, ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { Note, ProblemNote } from '../../parts/problem-note';
import { useFeedback } from '../../shell/feedback';
import { heldWords } from '../../words/overview';
import { safetyWords } from '../../words/safety';
import { HoldForm } from './hold-form';

/** As many as fit without a scroll bar. */
const first = 6;
/** Then so many at a time: thousands at once would keep the window waiting. */
const further = 200;

const useStyles = makeStyles({
  surface: { maxWidth: '680px', width: 'calc(100vw - 96px)', maxHeight: 'calc(100vh - 48px)' },
  // The surface's own padding is 24 on each side: the content scrolls and the buttons stay in sight.
  body: { maxHeight: 'calc(100vh - 96px)' },
  content: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  why: { color: tokens.colorNeutralForeground2 },
  list: { marginTop: '12px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 200px) minmax(0, 1fr) 32px',
    columnGap: '12px',
    alignItems: 'center',
    minHeight: '44px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
  },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  reason: { color: tokens.colorNeutralForeground2 },
  more: { marginTop: '8px' },
  note: { marginTop: '16px' },
  confirm: { gridTemplateColumns: 'auto 88px', columnGap: '12px', marginRight: 'auto', '& input': { width: '64px' } },
  export: { marginRight: 'auto' },
  actions: { paddingTop: '12px', '& > button': { whiteSpace: 'nowrap' } },
});

/**
 * Held deletions, by name and reason. Both answers are legitimate, so none is the primary one; the one that takes
 * access away asks for the number first, and the focus starts on the one that decides nothing.
 */
export function HeldDialog(props: {
  readonly job: string;
  readonly held: readonly HeldPerson[];
  readonly limit: number | null;
  readonly percent: number | null;
  /** "Monday’s 08:42 cycle" */
  readonly cycle: string;
  readonly onClose: () => void;
  readonly onDecided: () => void;
}) {
  const styles = useStyles();
  const { held } = props;
  const amount = held.length;
  const deletes = held.filter((person) => person.action === 'delete').length;
  const verb = heldWords.verb(amount - deletes, deletes);
  const [shownAmount, setShownAmount] = useState(first);
  const [confirming, setConfirming] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const decide = useCommand('deletions.decide');
  const say = useFeedback();
  const [holding, setHolding] = useState<HeldPerson | null>(null);
  const exporting = useCommand('deletions.export');
  const write = async () => {
    const reply = await exporting.run({ job: props.job });
    if (!reply.ok) setProblem(reply.error);
    else if (reply.value.file !== null) say(safetyWords.exported(reply.value.entries), reply.value.file);
  };
  const later = useId('later');
  // The dialog would focus the first thing in it; here it is to be the answer that changes nothing.
  useEffect(() => document.getElementById(later)?.focus(), [later]);
  const shown = held.slice(0, shownAmount);

  const answer = async (decision: 'allow' | 'reject') => {
    setProblem(null);
    const reply = await decide.run({
      job: props.job,
      decision,
      // Exactly those who were on screen: somebody held since then waits for a look of their own.
      people: held.map((person) => person.sourceId),
    });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) {
      setProblem(refused);
      return;
    }
    if (decision === 'reject') say(heldWords.kept(amount), heldWords.keptDetail);
    else say(heldWords.released(amount), heldWords.releasedDetail);
    props.onDecided();
    props.onClose();
  };

  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface
        className={styles.surface}
        onKeyDown={(event) => (event.key === 'Escape' ? props.onClose() : undefined)}
      >
        <DialogBody className={styles.body}>
          <DialogTitle>{heldWords.title(amount - deletes, deletes)}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.why}>{heldWords.why(props.cycle, amount, props.limit, props.percent)}</p>
            <ul className={styles.list} aria-label={heldWords.people}>
              {shown.map((person) => (
                <li key={person.sourceId} className={styles.row}>
                  <PersonCircle name={person.name} id={person.sourceId} />
                  <span className={styles.cell} title={person.mail}>
                    <PersonName name={person.name} />
                  </span>
                  <span className={mergeClasses(styles.cell, styles.reason)} title={person.reason}>
                    {person.reason}
                  </span>
                  <Menu positioning="below-end">
                    <MenuTrigger disableButtonEnhancement>
                      <Button
                        appearance="subtle"
                        icon={<MoreHorizontal20Regular />}
                        aria-label={safetyWords.rowMenu(person.name)}
                      />
                    </MenuTrigger>
                    <MenuPopover>
                      <MenuList>
                        <MenuItem onClick={() => setHolding(person)}>{safetyWords.hold}</MenuItem>
                      </MenuList>
                    </MenuPopover>
                  </Menu>
                </li>
              ))}
            </ul>
            {amount > shown.length ? (
              <div className={styles.more}>
                <Link as="button" onClick={() => setShownAmount(shownAmount + further)}>
                  {heldWords.showMore(Math.min(further, amount - shown.length))}
                </Link>
              </div>
            ) : null}
            <Note intent="info" className={styles.note}>
              {heldWords.note}
            </Note>
            {problem === null ? null : (
              <div role="alert" className={styles.note}>
                <ProblemNote words={problem} />
              </div>
            )}
          </DialogContent>
          {holding !== null ? (
            <HoldForm
              job={props.job}
              person={holding}
              onCancel={() => setHolding(null)}
              onHeld={() => {
                setHolding(null);
                props.onDecided();
              }}
            />
          ) : confirming ? (
            <DialogActions className={styles.actions} fluid>
              <Field label={heldWords.typeToGoOn(amount)} orientation="horizontal" className={styles.confirm}>
                <Input autoFocus inputMode="numeric" value={typed} onChange={(_, data) => setTyped(data.value)} />
              </Field>
              <Button onClick={() => setConfirming(false)}>{heldWords.back}</Button>
              <Button
                disabledFocusable={typed.trim() !== String(amount) || decide.running}
                onClick={() => void answer('allow')}
              >
                {heldWords.confirm(verb, amount)}
              </Button>
            </DialogActions>
          ) : (
            <DialogActions className={styles.actions}>
              <Button className={styles.export} disabledFocusable={exporting.running} onClick={() => void write()}>
                {safetyWords.export}
              </Button>
              <Button id={later} onClick={props.onClose}>
                {heldWords.later}
              </Button>
              <Button disabledFocusable={decide.running} onClick={() => void answer('reject')}>
                {heldWords.keep(amount)}
              </Button>
              <Button disabledFocusable={decide.running} onClick={() => setConfirming(true)}>
                {heldWords.go(verb, amount)}
              </Button>
            </DialogActions>
          )}
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
