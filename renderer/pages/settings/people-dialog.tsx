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
import { type ReactNode, useEffect, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { ProblemNote } from '../../parts/problem-note';
import { safetyWords } from '../../words/safety';

/** As many as are shown at once: thousands would keep the window waiting. */
const further = 200;

const useStyles = makeStyles({
  surface: { maxWidth: '640px', width: 'calc(100vw - 96px)', maxHeight: 'calc(100vh - 48px)' },
  body: { maxHeight: 'calc(100vh - 96px)' },
  content: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  lead: { color: tokens.colorNeutralForeground2 },
  above: { marginTop: '12px' },
  list: { marginTop: '12px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    columnGap: '12px',
    alignItems: 'center',
    minHeight: '52px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
  },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  second: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground2 },
  empty: { color: tokens.colorNeutralForeground2, padding: '12px 0' },
});

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  /** The second line. */
  readonly text: string;
  readonly action: { readonly name: string; readonly label: string; readonly run: () => void };
}

/** People with one thing that can be done about each. */
export function PeopleDialog(props: {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  /** null while they are asked for. */
  readonly rows: readonly PersonRow[] | null;
  readonly busy: boolean;
  readonly problem: ProblemWords | null;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const styles = useStyles();
  const [amount, setAmount] = useState(further);
  const rows = props.rows ?? [];
  const close = useId('close');
  const people = rows.length;
  // The row that had the focus is gone with its person: without this the keyboard would be outside the dialog.
  useEffect(() => {
    if (people >= 0 && document.activeElement === document.body) document.getElementById(close)?.focus();
  }, [people, close]);
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle>{props.title}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.lead}>{props.lead}</p>
            {props.children === undefined ? null : <div className={styles.above}>{props.children}</div>}
            {props.problem === null ? null : (
              <div role="alert" className={styles.above}>
                <ProblemNote words={props.problem} />
              </div>
            )}
            {props.rows !== null && rows.length === 0 ? <p className={styles.empty}>{props.empty}</p> : null}
            {rows.length === 0 ? null : (
              <ul className={styles.list} aria-label={props.title}>
                {rows.slice(0, amount).map(({ id, name, text, action }) => (
                  <li key={id} className={styles.row}>
                    <PersonCircle name={name} id={id} />
                    <div className={styles.cell}>
                      <div className={styles.cell}>
                        <PersonName name={name} />
                      </div>
                      <div className={mergeClasses(styles.cell, styles.second)} title={text}>
                        {text}
                      </div>
                    </div>
                    <Button aria-label={action.label} disabledFocusable={props.busy} onClick={action.run}>
                      {action.name}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {rows.length > amount ? (
              <Link as="button" onClick={() => setAmount(amount + further)}>
                {safetyWords.more(Math.min(further, rows.length - amount))}
              </Link>
            ) : null}
          </DialogContent>
          <DialogActions>
            <Button id={close} onClick={props.onClose}>
              {safetyWords.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
