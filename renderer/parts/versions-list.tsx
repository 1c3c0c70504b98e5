import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { Fragment, useState } from 'react';
import type { VersionView } from '../../shared/ipc/versions-calls';
import { useLive } from '../bridge/live';
import { useQuery } from '../bridge/query';
import { narrow } from '../shell/media';
import { capital, cycleMoment } from '../words/history';
import { times } from '../words/times';
import { versionsWords } from '../words/versions';
import { useNow } from './now';
import { QueryProblem } from './query-problem';
import { RulesChanges } from './rules-changes';
import { SkeletonRows } from './skeleton';
import { StateIcon } from './state-icon';

/** A year of careful changes fits; then so many more at a time. */
const atOnce = 100;

const columns = '60px 150px 180px minmax(0, 1fr) 116px';
const tightColumns = '52px 132px 128px minmax(0, 1fr) 108px';
const zoomed = '@media (max-width: 699px)';

const useStyles = makeStyles({
  table: { display: 'block', width: '100%', maxWidth: '1144px' },
  block: { display: 'block' },
  row: {
    display: 'grid',
    gridTemplateColumns: columns,
    columnGap: '16px',
    alignItems: 'center',
    minHeight: '40px',
    padding: '0 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { gridTemplateColumns: tightColumns, columnGap: '12px' },
    [zoomed]: { gridTemplateColumns: '40px minmax(0, 1fr) 108px' },
  },
  tight: { gridTemplateColumns: tightColumns, columnGap: '12px', padding: '0 4px' },
  head: {
    minHeight: '32px',
    alignItems: 'end',
    paddingBottom: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  column: {
    padding: 0,
    textAlign: 'left',
    fontSize: '12px',
    lineHeight: '16px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
  },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  cell: { padding: '8px 0', minWidth: 0, overflowWrap: 'anywhere', lineHeight: '20px' },
  second: { color: tokens.colorNeutralForeground2 },
  // At twice the size there is room for what changed, and what to do about it.
  wide: { [zoomed]: { display: 'none' } },
  through: { display: 'block', fontSize: '12px', lineHeight: '16px', color: tokens.colorNeutralForeground3 },
  what: {
    minWidth: 0,
    maxWidth: '100%',
    padding: '0 4px 0 0',
    justifyContent: 'flex-start',
    textAlign: 'left',
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightRegular,
  },
  back: { paddingLeft: '26px' },
  action: { padding: 0 },
  inUse: { display: 'flex', alignItems: 'center', gap: '6px', color: tokens.colorNeutralForeground2 },
  button: { whiteSpace: 'nowrap', minWidth: 0 },
  detail: {
    display: 'block',
    padding: '10px 12px 14px 92px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { paddingLeft: '40px' },
  },
  detailCell: { display: 'block', padding: 0 },
  more: { padding: '12px' },
});

/** Every version of mapping and scope, newest first: who saved it, what it changed, and the way back to it. */
export function VersionsList(props: {
  readonly job: string;
  /** In a dialog there is less room. */
  readonly tight?: boolean;
  readonly onRollBack: (version: VersionView) => void;
}) {
  const styles = useStyles();
  const { job } = props;
  const listed = useQuery('versions.list', { job });
  const now = useNow();
  const [open, setOpen] = useState<number | null>(null);
  const [limit, setLimit] = useState(atOnce);
  // Mapping and scope are part of how a job stands: a save of this window is told so.
  useLive((event) => {
    if (event.kind === 'job.state' && event.state.job === job && event.state.condition.kind !== 'running')
      listed.refresh();
  });
  if (listed.value === null)
    return listed.error === null ? (
      <SkeletonRows rows={5} height={40} />
    ) : (
      <QueryProblem level={2} words={listed.error} onTryAgain={listed.refresh} />
    );
  const { versions } = listed.value;
  if (versions.length === 0) return <p className={styles.second}>{versionsWords.empty}</p>;
  const tight = props.tight === true && styles.tight;
  const { columns: names } = versionsWords;
  return (
    <>
      <table className={styles.table} aria-label={versionsWords.title}>
        <thead className={styles.block}>
          <tr className={mergeClasses(styles.row, styles.head, tight)}>
            {(['number', 'saved', 'author', 'what'] as const).map((column) => (
              <th
                key={column}
                scope="col"
                className={mergeClasses(styles.column, (column === 'saved' || column === 'author') && styles.wide)}
              >
                {names[column]}
              </th>
            ))}
            <th scope="col" className={styles.column}>
              <span className={styles.unseen}>{names.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody className={styles.block}>
          {versions.slice(0, limit).map((version) => {
            const { number } = version;
            const at = Date.parse(version.at);
            const isOpen = open === number;
            return (
              <Fragment key={number}>
                <tr className={mergeClasses(styles.row, tight)}>
                  <td className={mergeClasses(styles.cell, styles.second)}>{times.number(number)}</td>
                  <td className={mergeClasses(styles.cell, styles.wide)}>
                    <time dateTime={version.at} title={times.exact(at)}>
                      {capital(cycleMoment(at, now))}
                    </time>
                  </td>
                  <td className={mergeClasses(styles.cell, styles.second, styles.wide)}>
                    <bdi>{version.author}</bdi>
                    {versionsWords.through[version.through] === null ? null : (
                      <span className={styles.through}>{versionsWords.through[version.through]}</span>
                    )}
                  </td>
                  <td className={styles.cell}>
                    <Button
                      appearance="subtle"
                      size="small"
                      className={styles.what}
                      icon={isOpen ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
                      aria-expanded={isOpen}
                      onClick={() => setOpen(isOpen ? null : number)}
                    >
                      {version.summary}
                    </Button>
                    {version.restores === null ? null : (
                      <span className={mergeClasses(styles.through, styles.back)}>
                        {versionsWords.backTo(version.restores)}
                      </span>
                    )}
                  </td>
                  <td className={mergeClasses(styles.cell, styles.action)}>
                    {version.current ? (
                      <span className={styles.inUse}>
                        <StateIcon state="calm" size={16} />
                        {versionsWords.inUse}
                      </span>
                    ) : (
                      <Button
                        size="small"
                        className={styles.button}
                        aria-label={versionsWords.rollBackOf(number)}
                        onClick={() => props.onRollBack(version)}
                      >
                        {versionsWords.rollBack}
                      </Button>
                    )}
                  </td>
                </tr>
                {isOpen ? (
                  <tr className={styles.detail}>
                    <td className={styles.detailCell} colSpan={5}>
                      <Changed job={job} number={number} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {versions.length > limit ? (
        <div className={styles.more}>
          <Link as="button" onClick={() => setLimit(limit + atOnce)}>
            {versionsWords.more(Math.min(atOnce, versions.length - limit))}
          </Link>
        </div>
      ) : null}
    </>
  );
}

function Changed(props: { readonly job: string; readonly number: number }) {
  const styles = useStyles();
  const shown = useQuery('versions.show', { job: props.job, number: props.number });
  if (shown.value === null)
    return shown.error === null ? (
      <SkeletonRows rows={1} height={20} />
    ) : (
      <QueryProblem level={2} words={shown.error} onTryAgain={shown.refresh} />
    );
  const { changed } = shown.value;
  if (changed.length === 0) return <span className={styles.second}>{versionsWords.isFirst}</span>;
  return <RulesChanges changes={changed} label={versionsWords.details(props.number)} />;
}
