import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
  useId,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import type { VersionView } from '../../shared/ipc/versions-calls';
import { useCommand } from '../bridge/command';
import { useQuery } from '../bridge/query';
import { useFeedback } from '../shell/feedback';
import { useFocusBack } from '../shell/focus-back';
import { versionsWords } from '../words/versions';
import { useNow } from './now';
import { Note, ProblemNote } from './problem-note';
import { RulesChanges } from './rules-changes';
import { SkeletonRows } from './skeleton';

const useStyles = makeStyles({
  surface: { maxWidth: '640px', width: 'calc(100vw - 96px)', maxHeight: 'calc(100vh - 48px)' },
  // The surface's own padding is 24 on each side: the content scrolls and the buttons stay in sight.
  body: { maxHeight: 'calc(100vh - 96px)' },
  content: { display: 'flex', flexDirection: 'column', gap: '12px', minHeight: 0 },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  actions: { paddingTop: '12px', '& > button': { whiteSpace: 'nowrap' } },
});

/** What going back to a version changes, and the one question. The focus starts on the answer that changes nothing. */
export function RollBackDialog(props: {
  readonly job: string;
  readonly version: VersionView;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { job, version, onClose } = props;
  const { number } = version;
  const shown = useQuery('versions.show', { job, number });
  const restore = useCommand('versions.restore');
  const [refused, setRefused] = useState<ProblemWords | null>(null);
  const say = useFeedback();
  const now = useNow();
  const cancel = useId('cancel');
  useFocusBack();
  // The dialog would focus the first thing in it; here it is to be the answer that changes nothing.
  useEffect(() => document.getElementById(cancel)?.focus(), [cancel]);

  const problem = refused ?? shown.value?.problem ?? shown.error;
  const changes = shown.value?.wouldChange ?? [];
  const canRestore = shown.value !== null && shown.value.problem === null && changes.length > 0;
  const rollBack = async () => {
    setRefused(null);
    const reply = await restore.run({ job, number });
    const no = reply.ok ? reply.value.problem : reply.error;
    if (no !== null) {
      setRefused(no);
      return;
    }
    say(versionsWords.done(number), versionsWords.doneDetail);
    onClose();
  };

  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface className={styles.surface} onKeyDown={(event) => (event.key === 'Escape' ? onClose() : undefined)}>
        <DialogBody className={styles.body}>
          <DialogTitle>{versionsWords.rollBackTitle(number)}</DialogTitle>
          {/* It scrolls, and the keyboard has to reach it for that. */}
          <DialogContent className={styles.content} tabIndex={0} role="group" aria-label={versionsWords.changes}>
            <p className={styles.line}>
              {versionsWords.saved(version, now)} {changes.length === 0 ? null : versionsWords.would}
            </p>
            {shown.value === null && problem === null ? <SkeletonRows rows={3} height={20} /> : null}
            {shown.value !== null && changes.length === 0 ? (
              <p className={styles.line}>{versionsWords.nothing}</p>
            ) : null}
            {changes.length === 0 ? null : <RulesChanges changes={changes} label={versionsWords.changes} />}
            {canRestore ? <Note intent="info">{versionsWords.note}</Note> : null}
            {problem === null ? null : (
              <div role="alert">
                <ProblemNote words={problem} />
              </div>
            )}
          </DialogContent>
          <DialogActions className={styles.actions}>
            <Button id={cancel} onClick={onClose}>
              {canRestore || (shown.value === null && problem === null) ? versionsWords.cancel : versionsWords.close}
            </Button>
            {shown.value === null && problem !== null ? (
              <Button disabledFocusable={shown.waiting} onClick={shown.refresh}>
                {versionsWords.tryAgain}
              </Button>
            ) : null}
            {canRestore ? (
              <Button appearance="primary" disabledFocusable={restore.running} onClick={() => void rollBack()}>
                {versionsWords.rollBackConfirm(number)}
              </Button>
            ) : null}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
