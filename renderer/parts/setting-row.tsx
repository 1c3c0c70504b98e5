import { makeStyles, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, ErrorCircle16Filled } from '@fluentui/react-icons';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { ProblemWords } from '../../shared/ipc/contract';
import { settingRowWords } from '../words/setting-rows';

const useStyles = makeStyles({
  group: { marginBottom: '18px' },
  title: {
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    paddingBottom: '8px',
    color: tokens.colorNeutralForeground1,
  },
  note: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '32px',
    alignItems: 'center',
    padding: '10px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    minHeight: '59px',
    color: tokens.colorNeutralForeground1,
  },
  hint: {
    fontSize: '12px',
    lineHeight: '16px',
    marginTop: '2px',
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  error: {
    display: 'flex',
    gap: '4px',
    fontSize: '12px',
    lineHeight: '16px',
    marginTop: '2px',
    color: tokens.colorStatusDangerForeground3,
    '& svg': { flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  },
  end: { display: 'flex', alignItems: 'center', gap: '8px', justifyContent: 'flex-end' },
  saved: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground2,
    '& svg': { color: tokens.colorStatusSuccessForeground1 },
  },
});

export function SettingGroup(props: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h2 className={styles.title} id={id}>
        {props.title}
        {props.note === undefined ? null : <span className={styles.note}> · {props.note}</span>}
      </h2>
      {props.children}
    </section>
  );
}

/** What a row tells its control: how it is named and described, and whether its value was refused. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** One setting: name and what it means left, the control right, "Saved" beside it, the reason below when it was refused. */
export function SettingRow(props: {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly saving?: Saving;
  /** The row holds buttons, or nothing: its name labels no control. */
  readonly plain?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
}) {
  const styles = useStyles();
  const id = useId();
  const { name, hint, saving } = props;
  const refused = saving?.refused ?? null;
  return (
    <div className={styles.row}>
      <div>
        {props.plain === true ? <div>{name}</div> : <label htmlFor={id}>{name}</label>}
        <div id={`${id}-hint`}>
          {hint === undefined || hint === null || refused !== null ? null : <div className={styles.hint}>{hint}</div>}
          {refused === null ? null : (
            <div className={styles.error} role="alert">
              <ErrorCircle16Filled aria-hidden="true" />
              <span>{refused}</span>
            </div>
          )}
        </div>
      </div>
      <div className={styles.end}>
        {saving === undefined ? null : (
          <span role="status" className={styles.saved}>
            {saving.saved ? (
              <>
                <Checkmark16Regular aria-hidden="true" />
                {settingRowWords.saved}
              </>
            ) : null}
          </span>
        )}
        {props.children({
          id,
          'aria-describedby': `${id}-hint`,
          'aria-invalid': refused !== null,
        })}
      </div>
    </div>
  );
}

export interface Saving {
  readonly saved: boolean;
  /** Why the value was not kept; it stays in its field. */
  readonly refused: string | null;
}

const savedForMs = 2000;

/** One row's way to save: "Saved" for two seconds, or the reason why not. */
export function useSaving(): Saving & {
  /** True when it was kept. */
  readonly save: (send: () => Promise<ProblemWords | null>) => Promise<boolean>;
  readonly refuse: (reason: string | null) => void;
} {
  const [state, setState] = useState<Saving>({ saved: false, refused: null });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = useCallback(async (send: () => Promise<ProblemWords | null>) => {
    const problem = await send();
    clearTimeout(timer.current);
    if (problem !== null) {
      setState({ saved: false, refused: [problem.title, problem.nextStep].filter((part) => part !== '').join('. ') });
      return false;
    }
    setState({ saved: true, refused: null });
    timer.current = setTimeout(() => setState({ saved: false, refused: null }), savedForMs);
    return true;
  }, []);
  const refuse = useCallback((reason: string | null) => setState({ saved: false, refused: reason }), []);
  return { ...state, save, refuse };
}
