import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { type KeyLine, keyName, keysEverywhere, keysWords, pageKeys } from '../words/shell-keys';
import { useFocusBack } from './focus-back';

const useStyles = makeStyles({
  surface: { maxWidth: '520px', maxHeight: 'calc(100vh - 48px)' },
  body: { maxHeight: 'calc(100vh - 96px)' },
  title: {
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    margin: '16px 0 6px',
    ':first-child': { marginTop: 0 },
  },
  keys: { display: 'grid', gridTemplateColumns: '112px minmax(0, 1fr)', rowGap: '6px', alignItems: 'baseline' },
  key: {
    fontFamily: 'inherit',
    fontSize: '12px',
    lineHeight: '18px',
    padding: '1px 6px',
    whiteSpace: 'nowrap',
    borderRadius: '4px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
  },
  actions: { paddingTop: '12px' },
  does: { color: tokens.colorNeutralForeground2 },
});

/** The keys of this page and of every page. */
export function KeysDialog(props: {
  readonly page: string;
  readonly pageTitle: string;
  /** How many pages Ctrl and a number reach. */
  readonly pages: number;
  readonly platform: string;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  useFocusBack();
  const group = (title: string, keys: readonly KeyLine[]) => (
    <>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <Row key={key} name={keyName(key, props.platform)} does={does} />
        ))}
      </dl>
    </>
  );
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle>{keysWords.title}</DialogTitle>
          <DialogContent>
            {group(props.pageTitle, pageKeys[props.page] ?? [])}
            {group(keysWords.everywhere, keysEverywhere(props.pages))}
          </DialogContent>
          <DialogActions className={styles.actions}>
            <Button onClick={props.onClose}>{keysWords.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function Row(props: { readonly name: string; readonly does: string }) {
  const styles = useStyles();
  return (
    <>
      <dt>
        <kbd className={styles.key}>{props.name}</kbd>
      </dt>
      <dd className={styles.does}>{props.does}</dd>
    </>
  );
}
