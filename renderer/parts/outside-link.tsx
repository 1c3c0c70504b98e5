import { Link, makeStyles } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import { call } from '../bridge/bridge';

const useStyles = makeStyles({
  link: { display: 'inline-flex', alignItems: 'center', gap: '6px', textAlign: 'left' },
});

/** A link that leaves the window for the browser. */
export function OutsideLink(props: { readonly onOpen: () => void; readonly children: string }) {
  const styles = useStyles();
  return (
    <Link as="button" className={styles.link} onClick={props.onOpen}>
      {props.children}
      <Open16Regular aria-hidden="true" />
    </Link>
  );
}

/** Opens an address in the browser; only its name is known here. */
export function NamedLink(props: { readonly name: string; readonly children: string }) {
  return <OutsideLink onOpen={() => void call('app.openLink', { name: props.name })}>{props.children}</OutsideLink>;
}
