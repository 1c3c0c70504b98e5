import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  useId,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { VersionView } from '../../shared/ipc/versions-calls';
import { useFocusBack } from '../shell/focus-back';
import { versionsWords } from '../words/versions';
import { RollBackDialog } from './roll-back-dialog';
import { VersionsList } from './versions-list';

const useStyles = makeStyles({
  surface: { maxWidth: '820px', width: 'calc(100vw - 96px)', maxHeight: 'calc(100vh - 48px)' },
  body: { maxHeight: 'calc(100vh - 96px)' },
});

/** The versions over another page. The question about one takes its place, so that one dialog is open at a time. */
export function VersionsDialog(props: { readonly job: string; readonly open: boolean; readonly onClose: () => void }) {
  return props.open ? <OpenVersions job={props.job} onClose={props.onClose} /> : null;
}

function OpenVersions(props: { readonly job: string; readonly onClose: () => void }) {
  const [asked, setAsked] = useState<VersionView | null>(null);
  useFocusBack();
  return asked === null ? (
    <Versions job={props.job} onClose={props.onClose} onRollBack={setAsked} />
  ) : (
    <RollBackDialog job={props.job} version={asked} onClose={() => setAsked(null)} />
  );
}

function Versions(props: {
  readonly job: string;
  readonly onClose: () => void;
  readonly onRollBack: (version: VersionView) => void;
}) {
  const styles = useStyles();
  const close = useId('close');
  useEffect(() => document.getElementById(close)?.focus(), [close]);
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle>{versionsWords.title}</DialogTitle>
          <DialogContent tabIndex={0} role="group" aria-label={versionsWords.title}>
            <VersionsList job={props.job} tight onRollBack={props.onRollBack} />
          </DialogContent>
          <DialogActions>
            <Button id={close} onClick={props.onClose}>
              {versionsWords.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
