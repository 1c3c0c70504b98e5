import { Button, InlineDrawer, makeStyles, mergeClasses, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowUndo16Regular, Copy16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import type { RefObject } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import type { LogRow, ModifiedProperty } from '../../../shared/log/log-row';
import { useQuery } from '../../bridge/query';
import { WholePath } from '../../parts/attribute-name';
import { oneLine } from '../../parts/change-line';
import { FourSteps } from '../../parts/four-steps';
import { useNow } from '../../parts/now';
import { PersonName } from '../../parts/person-name';
import { QueryProblem } from '../../parts/query-problem';
import { SkeletonRows } from '../../parts/skeleton';
import { narrow } from '../../shell/media';
import type { ProblemAction } from '../../shell/problem-action';
import { addressOf } from '../../shell/route';
import { navigate } from '../../shell/router';
import { activityWords, changedAccount, rowSentence, shownChanges } from '../../words/activity';
import { changeWords, happened } from '../../words/log';
import { problemActionLabels } from '../../words/problem-actions';

const useStyles = makeStyles({
  pane: {
    width: '428px',
    maxWidth: '100%',
    height: '100%',
    display: 'block',
    overflowY: 'auto',
    padding: '20px 24px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    // Over the list where there is no room beside it; the list stays in reach of the arrow keys.
    [narrow]: {
      position: 'absolute',
      right: 0,
      top: 0,
      bottom: 0,
      height: 'auto',
      zIndex: 2,
      boxShadow: tokens.shadow16,
      paddingTop: '14px',
    },
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: '8px' },
  name: {
    flexGrow: 1,
    minWidth: 0,
    fontSize: '16px',
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
    // A name is never cut where it is the title.
    overflowWrap: 'anywhere',
    outlineStyle: 'none',
  },
  sentence: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  steps: { marginTop: '14px' },
  title: { marginTop: '6px', fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  section: { marginTop: '16px' },
  text: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  action: { marginTop: '12px' },
  undo: { marginTop: '20px', display: 'flex', flexWrap: 'wrap', gap: '8px' },
  properties: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' },
  column: {
    textAlign: 'left',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    padding: '6px 8px 6px 0',
    ':first-child': { width: '108px' },
  },
  cell: {
    padding: '8px 8px 8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  attribute: { color: tokens.colorNeutralForeground2 },
  old: { color: tokens.colorNeutralForeground3 },
  empty: { fontStyle: 'italic', color: tokens.colorNeutralForeground3 },
});

/** One entry explained: who, what, the four steps, old and new values, and on failure what to do. */
export function EntryPane(props: {
  readonly job: string;
  readonly rowId: string;
  /** How long entries are kept, in days; null: not known yet. */
  readonly keptDays: number | null;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly labelOf: (path: string) => string;
  readonly onCopy: (row: LogRow, targetName: string) => void;
  readonly onAction: (action: ProblemAction, personId: string) => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { value, error, stale, refresh } = useQuery('log.row', { job: props.job, id: props.rowId });
  const row = stale ? null : (value?.row ?? null);
  const gone = value !== null && !stale && row === null;
  return (
    <InlineDrawer
      open
      position="end"
      className={styles.pane}
      aria-label={activityWords.details}
      role="complementary"
      data-region="pane"
    >
      <div className={styles.head}>
        <h2 ref={props.heading} tabIndex={-1} className={styles.name}>
          {row === null ? activityWords.details : <PersonName name={row.sourceName} />}
        </h2>
        {row === null ? null : (
          <Tooltip content={activityWords.copy} relationship="label">
            <Button
              size="small"
              appearance="subtle"
              icon={<Copy16Regular />}
              onClick={() => props.onCopy(row, value?.targetName ?? '')}
            />
          </Tooltip>
        )}
        <Tooltip content={activityWords.close} relationship="label">
          <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} onClick={props.onClose} />
        </Tooltip>
      </div>
      {row !== null && value !== null ? (
        <Entry
          job={props.job}
          row={row}
          targetName={value.targetName}
          problem={value.problem}
          labelOf={props.labelOf}
          onAction={props.onAction}
        />
      ) : gone ? (
        <p className={styles.sentence}>{activityWords.rowGone(props.keptDays)}</p>
      ) : error !== null ? (
        <QueryProblem words={error} onTryAgain={refresh} />
      ) : (
        <SkeletonRows rows={6} height={40} />
      )}
    </InlineDrawer>
  );
}

function Entry(props: {
  readonly job: string;
  readonly row: LogRow;
  readonly targetName: string;
  readonly problem: ProblemWords | null;
  readonly labelOf: (path: string) => string;
  readonly onAction: (action: ProblemAction, personId: string) => void;
}) {
  const styles = useStyles();
  const now = useNow();
  const { row, problem } = props;
  const action = problem?.action ?? null;
  const changes = shownChanges(row);
  const created = row.action === 'create';
  const whatHappened = problem === null ? '' : `${problem.title}. ${problem.meaning}`;
  const saidInSteps = row.steps.some((step) => step.text === whatHappened);
  const value = (text: string | null, none: string) =>
    text === null || text === '' ? <span className={styles.empty}>{none}</span> : <bdi>{oneLine(text)}</bdi>;
  const newValue = ({ from, to }: ModifiedProperty) =>
    value(to, from === null || from === '' ? changeWords.empty : changeWords.removed(happened(row.status, row.staged)));
  return (
    <>
      <p className={styles.sentence}>{rowSentence(row, props.targetName, now)}</p>
      <div className={styles.steps}>
        <FourSteps steps={row.steps} />
      </div>
      {changes.length === 0 ? null : (
        <>
          <h3 className={styles.title} id="modified">
            {activityWords.modified}
          </h3>
          <table className={styles.properties} aria-labelledby="modified">
            <thead>
              <tr>
                <th scope="col" className={styles.column}>
                  {activityWords.attribute}
                </th>
                {created ? null : (
                  <th scope="col" className={styles.column}>
                    {activityWords.oldValue}
                  </th>
                )}
                <th scope="col" className={styles.column}>
                  {created ? activityWords.value : activityWords.newValue}
                </th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.attribute}>
                  <td className={mergeClasses(styles.cell, styles.attribute)} title={change.attribute}>
                    <WholePath path={props.labelOf(change.attribute)} />
                  </td>
                  {created ? null : (
                    <td className={mergeClasses(styles.cell, styles.old)}>{value(change.from, changeWords.empty)}</td>
                  )}
                  <td className={styles.cell}>{newValue(change)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {problem === null ? null : (
        <>
          {saidInSteps ? null : (
            <div className={styles.section}>
              <h3 className={styles.title}>{activityWords.whatHappened}</h3>
              <p className={styles.text}>{whatHappened}</p>
            </div>
          )}
          {problem.nextStep === '' ? null : (
            <div className={styles.section}>
              <h3 className={styles.title}>{activityWords.whatToDo}</h3>
              <p className={styles.text}>{problem.nextStep}</p>
            </div>
          )}
          {action === null ? null : (
            <Button className={styles.action} onClick={() => props.onAction(action, row.sourceId)}>
              {problemActionLabels[action]}
            </Button>
          )}
        </>
      )}
      <div className={styles.undo}>
        <Button onClick={() => navigate(addressOf(props.job, 'people', [row.sourceId]))}>
          {activityWords.openPerson}
        </Button>
        {changedAccount(row) ? (
          <Button
            icon={<ArrowUndo16Regular />}
            onClick={() =>
              navigate(addressOf(props.job, 'history', [row.cycleId, 'undo'], { user: row.sourceId, row: row.id }))
            }
          >
            {activityWords.undoChange}
          </Button>
        ) : null}
      </div>
    </>
  );
}
