import { makeStyles, tokens } from '@fluentui/react-components';
import { LockClosed20Regular } from '@fluentui/react-icons';
import { NamedLink } from '../../parts/outside-link';

const useStyles = makeStyles({
  title: { fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  steps: { display: 'grid', rowGap: '12px', marginTop: '10px', color: tokens.colorNeutralForeground2 },
  step: { display: 'grid', gridTemplateColumns: '14px minmax(0, 1fr)', columnGap: '8px' },
  number: { color: tokens.colorNeutralForeground3 },
  own: { marginTop: '14px' },
  rule: { height: '1px', border: 'none', margin: '18px 0', backgroundColor: tokens.colorNeutralStroke2 },
  keychain: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '10px',
    color: tokens.colorNeutralForeground2,
    '& svg': { color: tokens.colorNeutralForeground3 },
  },
});

/** A step of advice; `**bold**` marks what stands on the screen there. */
function Marked(props: { readonly text: string }) {
  const pieces = props.text.split('**');
  let at = 0;
  return pieces.map((piece, index) => {
    at += piece.length;
    return index % 2 === 1 ? <b key={at}>{piece}</b> : piece;
  });
}

/** Numbered steps to what a field asks for, and where a secret goes. */
export function WhereToFind(props: {
  readonly title: string;
  readonly steps: readonly string[];
  readonly keychain: string;
  /** Name of the link, whose address the main process knows, and its words. */
  readonly link?: { readonly name: string; readonly words: string };
}) {
  const styles = useStyles();
  const { link } = props;
  return (
    <>
      {props.steps.length === 0 ? null : (
        <>
          <h2 className={styles.title}>{props.title}</h2>
          <ol className={styles.steps}>
            {props.steps.map((step, index) => (
              <li key={step} className={styles.step}>
                <span className={styles.number} aria-hidden="true">
                  {index + 1}
                </span>
                <span>
                  <Marked text={step} />
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      {link === undefined ? null : (
        <div className={styles.own}>
          <NamedLink name={link.name}>{link.words}</NamedLink>
        </div>
      )}
      {props.steps.length === 0 && link === undefined ? null : <hr className={styles.rule} />}
      <div className={styles.keychain}>
        <LockClosed20Regular aria-hidden="true" />
        <span>{props.keychain}</span>
      </div>
    </>
  );
}
