import { makeStyles, tokens } from '@fluentui/react-components';
import { Add16Regular, Edit16Regular } from '@fluentui/react-icons';
import type { Trial } from '../../../shared/mapping/trial';
import { ChangeLine } from '../../parts/change-line';
import { trialWords } from '../../words/trial';

const useStyles = makeStyles({
  counts: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px' },
  count: { display: 'inline-flex', alignItems: 'center', gap: '6px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  unread: { marginTop: '8px', color: tokens.colorNeutralForeground2 },
  attributes: { display: 'grid', rowGap: '10px', marginTop: '12px' },
  attribute: { color: tokens.colorNeutralForeground2 },
  examples: { display: 'grid', rowGap: '4px', marginTop: '4px', minWidth: 0 },
});

const examplesShown = 3;

/** How many accounts would change, and which values of the first of them. */
export function TrialChanges({ trial }: { readonly trial: Trial }) {
  const styles = useStyles();
  const { changed, created, unchanged, skipped, attributes, unread } = trial;
  return (
    <>
      <div className={styles.counts}>
        {changed === 0 && created === 0 ? <span>{trialWords.nothing}</span> : null}
        {changed === 0 ? null : (
          <span className={styles.count}>
            <Edit16Regular aria-hidden="true" />
            {trialWords.changed(changed)}
          </span>
        )}
        {created === 0 ? null : (
          <span className={styles.count}>
            <Add16Regular aria-hidden="true" />
            {trialWords.created(created)}
          </span>
        )}
        <span className={styles.quiet}>{trialWords.unchanged(unchanged)}</span>
        {skipped === 0 ? null : <span>{trialWords.skipped(skipped)}</span>}
      </div>
      {unread.length === 0 ? null : <p className={styles.unread}>{trialWords.unread(unread)}</p>}
      {attributes.length === 0 ? null : (
        <ul className={styles.attributes}>
          {attributes.map(({ attribute, count, examples }) => {
            const shown = examples.slice(0, examplesShown);
            return (
              <li key={attribute}>
                <div className={styles.attribute}>{trialWords.attribute(attribute, count)}</div>
                <ul className={styles.examples}>
                  {shown.map(({ personId, name, from, to }) => (
                    <li key={personId}>
                      <ChangeLine change={{ attribute, from, to }} label={name} />
                    </li>
                  ))}
                </ul>
                {count > shown.length ? (
                  <div className={styles.quiet}>{trialWords.more(count - shown.length)}</div>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
