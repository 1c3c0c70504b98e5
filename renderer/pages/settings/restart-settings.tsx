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
  makeStyles,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { roundedDuration } from '../../../shared/health/progress';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { useQuery } from '../../bridge/query';
import { ProblemNote } from '../../parts/problem-note';
import { SettingGroup, SettingRow } from '../../parts/setting-row';
import { useFeedback } from '../../shell/feedback';
import { useFocusBack } from '../../shell/focus-back';
import { settingsWords } from '../../words/settings';

const useStyles = makeStyles({
  name: { marginTop: '16px', marginBottom: '8px', maxWidth: '280px' },
  problem: { marginTop: '16px' },
});

const words = settingsWords.restart;
type Kind = 'restart' | 'break';

/** Restart by the service's criteria, and the one that breaks the links; both ask first. */
export function RestartSettings(props: { readonly job: string; readonly people: number }) {
  const [open, setOpen] = useState<Kind | null>(null);
  return (
    <SettingGroup title={words.heading}>
      <SettingRow plain name={words.name} hint={words.hint}>
        {() => <Button onClick={() => setOpen('restart')}>{words.open}</Button>}
      </SettingRow>
      <SettingRow plain name={words.breakName} hint={words.breakHint}>
        {() => <Button onClick={() => setOpen('break')}>{words.breakOpen}</Button>}
      </SettingRow>
      {open === 'restart' ? <RestartDialog {...props} onClose={() => setOpen(null)} /> : null}
      {open === 'break' ? <BreakDialog {...props} onClose={() => setOpen(null)} /> : null}
    </SettingGroup>
  );
}

interface DialogProps {
  readonly job: string;
  readonly people: number;
  readonly onClose: () => void;
}

function RestartDialog({ job, people, onClose }: DialogProps) {
  // How long it took the last time says how long it will take; without one nothing is said.
  const cycles = useQuery('cycle.list', { job, since: null, limit: 100 });
  const last = cycles.value?.cycles.find(({ kind, state }) => kind === 'initial' && state?.startsWith('succeeded'));
  const took =
    last === undefined || last.finishedAt === null
      ? null
      : roundedDuration(Date.parse(last.finishedAt) - Date.parse(last.startedAt));
  const restart = useRestart(job, onClose);
  return (
    <Ask
      title={words.title}
      restart={restart}
      confirm={words.confirm}
      onConfirm={() => restart.run('restart')}
      onClose={onClose}
    >
      {words.text(people, took)}
    </Ask>
  );
}

function BreakDialog({ job, onClose }: DialogProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState('');
  const mapping = useQuery('mapping.get', { job });
  const matching = (mapping.value?.mappings ?? [])
    .filter(({ matchingPriority }) => matchingPriority > 0)
    .sort((one, other) => one.matchingPriority - other.matchingPriority)
    .map(({ target }) => target);
  const restart = useRestart(job, onClose);
  const isNamed = typed.trim() === job;
  return (
    <Ask
      title={words.breakTitle}
      restart={restart}
      confirm={words.breakConfirm}
      disabled={!isNamed}
      onConfirm={() => {
        if (isNamed) restart.run('break');
      }}
      onClose={onClose}
    >
      {words.breakText(matching.length === 0 ? 'userName' : matching.join(', then '))}
      <Field label={words.typeName(job)} className={styles.name}>
        <Input autoFocus value={typed} onChange={(_, data) => setTyped(data.value)} />
      </Field>
    </Ask>
  );
}

interface Restart {
  readonly run: (kind: Kind) => void;
  readonly running: boolean;
  readonly problem: ProblemWords | null;
}

function useRestart(job: string, onDone: () => void): Restart {
  const command = useCommand('job.restart');
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const say = useFeedback();
  const send = async (kind: Kind): Promise<void> => {
    setProblem(null);
    const reply = await command.run({
      job,
      reset: kind === 'break' ? 'all' : ['watermark', 'escrows', 'quarantine'],
    });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) {
      setProblem(refused);
      return;
    }
    say(words.done, words.doneDetail);
    onDone();
  };
  return { run: (kind) => void send(kind), running: command.running, problem };
}

function Ask(props: {
  readonly title: string;
  readonly restart: Restart;
  readonly confirm: string;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  useFocusBack();
  const { restart } = props;
  return (
    <Dialog modalType="alert" open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface onKeyDown={(event) => (event.key === 'Escape' ? props.onClose() : undefined)}>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent>
            {props.children}
            {restart.problem === null ? null : (
              <div role="alert" className={styles.problem}>
                <ProblemNote level={3} words={restart.problem} />
              </div>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>{words.cancel}</Button>
            <Button
              appearance="primary"
              disabledFocusable={props.disabled === true || restart.running}
              onClick={props.onConfirm}
            >
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
