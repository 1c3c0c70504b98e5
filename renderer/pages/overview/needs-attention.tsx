import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Regular } from '@fluentui/react-icons';
import type { AttentionRow } from '../../../shared/ipc/contract';
import { useNow } from '../../parts/now';
import { PersonCircle, PersonName } from '../../parts/person-name';
import { ProblemNote } from '../../parts/problem-note';
import { SectionHeading } from '../../parts/section-heading';
import type { ProblemAction } from '../../shell/problem-action';
import { addressOf } from '../../shell/route';
import { navigateGuarded } from '../../shell/router';
import { overviewWords } from '../../words/overview';
import { problemActionLabels } from '../../words/problem-actions';
import { times } from '../../words/times';
import type { Retry } from './use-retry';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    columnGap: '12px',
    alignItems: 'center',
    minHeight: '52px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':first-child': { borderTopStyle: 'none' },
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '20px' },
  reason: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground3,
  },
  more: { marginTop: '8px' },
  refusal: { marginBottom: '8px' },
  calm: {
    display: 'flex',
    gap: '10px',
    alignItems: 'flex-start',
    marginTop: '4px',
    color: tokens.colorNeutralForeground3,
  },
  tick: { flexShrink: 0 },
});

/** Who needs a person: one row each, the reason in one line, one action. */
export function NeedsAttention(props: {
  readonly job: string;
  readonly rows: readonly AttentionRow[];
  readonly total: number;
  readonly held: number;
  readonly onAction: (action: ProblemAction, personId: string) => void;
  readonly retry: Retry;
  /** null: as many as can be shown are. */
  readonly onShowAll: (() => void) | null;
}) {
  const styles = useStyles();
  const now = useNow();
  const { retry } = props;
  return (
    <section aria-labelledby="attention">
      <SectionHeading
        id="attention"
        title={overviewWords.attention}
        note={overviewWords.attentionNote(props.total, props.held)}
      />
      {retry.problem === null ? null : (
        <div role="alert" className={styles.refusal}>
          <ProblemNote level={3} words={retry.problem} />
        </div>
      )}
      {props.total === 0 ? (
        <div className={styles.calm}>
          <CheckmarkCircle20Regular className={styles.tick} aria-hidden="true" />
          <p>{overviewWords.attentionEmpty}</p>
        </div>
      ) : (
        <ul>
          {props.rows.map((row) => {
            const { action } = row.problem;
            const nextTry =
              row.nextTryAt === null ? '' : ` ${overviewWords.nextTry(times.dayAt(Date.parse(row.nextTryAt), now))}`;
            const reason = `${row.problem.title}.${nextTry}`;
            return (
              <li key={row.sourceId} className={styles.row}>
                <PersonCircle name={row.name} id={row.sourceId} />
                <div>
                  <div className={styles.name} title={row.mail}>
                    <Link href={addressOf(props.job, 'people', [row.sourceId])} appearance="subtle">
                      <PersonName name={row.name} />
                    </Link>
                  </div>
                  <div className={styles.reason} title={`${reason} ${row.problem.meaning} ${row.problem.nextStep}`}>
                    {reason}
                  </div>
                </div>
                {action === null ? (
                  <Button
                    aria-label={`${overviewWords.details}: ${row.name}`}
                    onClick={() => navigateGuarded(addressOf(props.job, 'activity', [], { q: row.mail }))}
                  >
                    {overviewWords.details}
                  </Button>
                ) : (
                  <Button
                    aria-label={`${problemActionLabels[action]}: ${row.name}`}
                    disabledFocusable={action === 'try-again' && retry.whom !== null}
                    onClick={() => (action === 'try-again' ? retry.now(row) : props.onAction(action, row.sourceId))}
                  >
                    {problemActionLabels[action]}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {props.total > props.rows.length ? (
        <div className={styles.more}>
          {props.onShowAll === null ? (
            <span className={styles.reason}>{overviewWords.firstOf(props.rows.length, props.total)}</span>
          ) : (
            <Link as="button" onClick={props.onShowAll}>
              {overviewWords.seeAll(props.total)}
            </Link>
          )}
        </div>
      ) : null}
    </section>
  );
}
