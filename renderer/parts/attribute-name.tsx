import { makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  name: { display: 'inline-flex', minWidth: 0, maxWidth: '100%', verticalAlign: 'bottom' },
  head: { flexShrink: 1, minWidth: '3ch', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  // Shrinks only when the head has nothing left to give.
  tail: {
    flexShrink: 0,
    maxWidth: 'calc(100% - 3ch)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  unseen: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  whole: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** Where an extension's URN ends and its attribute begins, the colon being the attribute's; 0: this is no URN. */
function attributeAt(path: string): number {
  if (!/^urn:/i.test(path)) return 0;
  const bracket = path.indexOf('[');
  return path.lastIndexOf(':', bracket < 0 ? undefined : bracket);
}

/** An attribute's own name on one line. Of a long one the end is what tells it apart, so a URN is cut before it. */
export function AttributeName(props: { readonly path: string }) {
  const styles = useStyles();
  const { path } = props;
  const at = attributeAt(path);
  return (
    <span className={styles.name} title={path}>
      {at === 0 ? (
        <span className={styles.whole}>{path}</span>
      ) : (
        <>
          {/* Read as one word; drawn as two, of which the first gives way. */}
          <span className={styles.unseen}>{path}</span>
          <span className={styles.head} aria-hidden="true">
            {path.slice(0, at)}
          </span>
          <span className={styles.tail} aria-hidden="true">
            {path.slice(at)}
          </span>
        </>
      )}
    </span>
  );
}
