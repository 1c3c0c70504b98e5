import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { Fragment } from 'react';

const useStyles = makeStyles({
  path: { display: 'flex', minWidth: 0 },
  part: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'pre' },
  front: { flexShrink: 1, minWidth: '24px' },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  end: { flexShrink: 0, maxWidth: 'calc(100% - 24px)' },
});

/**
 * Where the telling end of a path begins: "User:manager" of an extension's URN, ".value" behind a filter. 0 for a path
 * that has no such end.
 */
function endOf(path: string): number {
  const filter = path.indexOf('[');
  const name = filter < 0 ? path : path.slice(0, filter);
  const colon = name.lastIndexOf(':');
  if (colon > 0) return name.lastIndexOf(':', colon - 1) + 1;
  return path.lastIndexOf(']') + 1;
}

/** An attribute's path in one line: where there is no room its front is cut, for the end is what tells it from others. */
export function AttributeName(props: { readonly path: string }) {
  const styles = useStyles();
  const { path } = props;
  const at = endOf(path);
  if (at === 0)
    return (
      <span className={styles.part} title={path}>
        {path}
      </span>
    );
  return (
    <span className={styles.path} title={path}>
      {/* Read as one word; drawn as two, of which the first gives way. */}
      <span className={styles.unseen}>{path}</span>
      <span className={mergeClasses(styles.part, styles.front)} aria-hidden="true">
        {path.slice(0, at)}
      </span>
      <span className={mergeClasses(styles.part, styles.end)} aria-hidden="true">
        {path.slice(at)}
      </span>
    </span>
  );
}

/** A path over as many lines as it needs, broken where its parts end, with its telling end in one piece. */
export function WholePath(props: { readonly path: string }) {
  const end = endOf(props.path);
  const breaks = [...props.path.matchAll(/[:\]]/g)].map((found) => found.index + 1).filter((at) => at <= end);
  return [0, ...breaks].map((from, part) => (
    <Fragment key={from}>
      {from === 0 ? null : <wbr />}
      {props.path.slice(from, breaks[part])}
    </Fragment>
  ));
}
