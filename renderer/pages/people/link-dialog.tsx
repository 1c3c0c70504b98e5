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
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { CensusRow, PersonView, ProblemWords } from '../../../shared/ipc/contract';
import { useCommand } from '../../bridge/command';
import { ProblemNote } from '../../parts/problem-note';
import { useFeedback } from '../../shell/feedback';
import { useFocusBack } from '../../shell/focus-back';
import { censusWords } from '../../words/census';
import { PersonPicker } from '../mapping/person-picker';

const useStyles = makeStyles({
  surface: { maxWidth: '520px' },
  line: { color: tokens.colorNeutralForeground2, marginBottom: '16px' },
  label: { display: 'block', marginBottom: '4px' },
  content: { paddingBottom: '8px' },
  problem: { marginTop: '16px' },
});

interface LinkDialogProps {
  readonly job: string;
  readonly targetName: string;
  readonly account: CensusRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says by hand whose account it is. */
export function LinkDialog(props: LinkDialogProps) {
  const styles = useStyles();
  const { job, account } = props;
  const [person, setPerson] = useState<PersonView | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const link = useCommand('census.link');
  const say = useFeedback();
  const confirm = async () => {
    if (person === null || account.accountId === null) return;
    const reply = await link.run({ job, person: person.id, account: account.accountId });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) return setProblem(refused);
    const isOut = reply.ok && !reply.value.inScope;
    say(isOut ? censusWords.linkedOut(person.name) : censusWords.linked(person.name));
    props.onDone();
    props.onClose();
  };
  return (
    <HandDialog
      title={censusWords.linkTitle(account.name)}
      line={censusWords.linkLine(props.targetName)}
      confirm={censusWords.linkConfirm}
      disabled={person === null || link.running}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={props.onClose}
    >
      <span className={styles.label} aria-hidden="true">
        {censusWords.linkField}
      </span>
      <PersonPicker job={job} label={censusWords.linkField} takesFirst={false} person={person} onChoose={setPerson} />
    </HandDialog>
  );
}

/** Says by hand that it is not this person's account. */
export function UnlinkDialog(props: Omit<LinkDialogProps, 'targetName'>) {
  const { job, account } = props;
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const unlink = useCommand('census.unlink');
  const say = useFeedback();
  const name = account.personName ?? account.name;
  const confirm = async () => {
    if (account.sourceId === null) return;
    const reply = await unlink.run({ job, person: account.sourceId });
    const refused = reply.ok ? reply.value.problem : reply.error;
    if (refused !== null) return setProblem(refused);
    say(censusWords.unlinked(name));
    props.onDone();
    props.onClose();
  };
  return (
    <HandDialog
      title={censusWords.unlinkTitle(account.name, name)}
      line={censusWords.unlinkLine(name)}
      confirm={censusWords.unlinkConfirm}
      disabled={unlink.running}
      problem={problem}
      onConfirm={() => void confirm()}
      onClose={props.onClose}
    />
  );
}

function HandDialog(props: {
  readonly title: string;
  readonly line: string;
  readonly confirm: string;
  readonly disabled: boolean;
  readonly problem: ProblemWords | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const styles = useStyles();
  useFocusBack();
  return (
    <Dialog open modalType="alert" onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.line}>{props.line}</p>
            {props.children}
            {props.problem === null ? null : (
              <div role="alert" className={styles.problem}>
                <ProblemNote words={props.problem} level={3} />
              </div>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={props.onClose}>{censusWords.cancel}</Button>
            <Button appearance="primary" disabledFocusable={props.disabled} onClick={props.onConfirm}>
              {props.confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
