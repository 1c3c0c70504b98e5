import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import { PageHeading } from '../../parts/page-heading';
import { useKeys } from '../../shell/keys';
import { narrow } from '../../shell/media';
import { wizardWords } from '../../words/wizard';

const useStyles = makeStyles({
  sheet: {
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTopLeftRadius: '8px',
    [narrow]: { borderLeft: 'none', borderTopLeftRadius: 0 },
  },
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    // The bar comes and goes; what it stands beside does not move.
    scrollbarGutter: 'stable',
    padding: '28px 36px 24px',
    [narrow]: { padding: '20px 24px 16px' },
  },
  width: { maxWidth: '1120px' },
  content: { marginTop: '20px', [narrow]: { marginTop: '14px' } },
  withAside: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 288px',
    columnGap: '48px',
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '20px' },
  },
  aside: {
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingLeft: '28px',
    alignSelf: 'stretch',
    [narrow]: {
      borderLeft: 'none',
      paddingLeft: 0,
      paddingTop: '16px',
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    flexShrink: 0,
    padding: '12px 36px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { padding: '10px 24px' },
  },
  close: { marginLeft: '-12px', whiteSpace: 'nowrap' },
  note: { fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  reason: {
    marginLeft: 'auto',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground2,
    textAlign: 'right',
  },
  actions: { display: 'flex', gap: '8px', flexShrink: 0, '& > button': { minWidth: '58px' } },
});

export interface NextButton {
  readonly label?: string;
  /** Why it is not possible yet, shown beside it; null: it is possible. */
  readonly reason: string | null;
  readonly busy?: boolean;
  readonly onClick: () => void;
}

/** One step of the wizard: heading, form, what helps beside it, and the foot with the ways on and back. */
export function StepSheet(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  readonly note?: string;
  /** null: there is nothing to keep yet. */
  readonly onSaveAndClose: (() => void) | null;
  /** null where there is no step before. */
  readonly onBack: (() => void) | null;
  /** Between Back and Save and close. */
  readonly next: NextButton | null;
}) {
  const styles = useStyles();
  const id = useId();
  const { next } = props;
  useKeys({
    'Ctrl+Enter': () => {
      if (next !== null && next.reason === null && next.busy !== true) next.onClick();
    },
  });
  return (
    <div className={styles.sheet}>
      <div className={styles.body}>
        <div className={styles.width}>
          <PageHeading title={props.title} line={props.lead} />
          <div className={styles.content}>
            {props.aside === undefined ? (
              props.children
            ) : (
              <div className={styles.withAside}>
                <div>{props.children}</div>
                <aside className={styles.aside}>{props.aside}</aside>
              </div>
            )}
          </div>
        </div>
      </div>
      <div className={styles.foot}>
        {props.onSaveAndClose === null ? null : (
          <Button appearance="subtle" className={styles.close} onClick={props.onSaveAndClose}>
            {wizardWords.saveAndClose}
          </Button>
        )}
        {props.note === undefined ? null : <span className={styles.note}>{props.note}</span>}
        <span className={styles.reason} id={id}>
          {next?.reason ?? ''}
        </span>
        <div className={styles.actions}>
          {props.onBack === null ? null : <Button onClick={props.onBack}>{wizardWords.back}</Button>}
          {next === null ? null : (
            <Button
              appearance="primary"
              disabledFocusable={next.reason !== null || next.busy === true}
              aria-describedby={next.reason === null ? undefined : id}
              onClick={next.onClick}
            >
              {next.label ?? wizardWords.next}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
