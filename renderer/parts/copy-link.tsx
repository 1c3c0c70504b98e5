import { Button, Link, makeStyles, mergeClasses } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { call } from '../bridge/bridge';
import { useAnnounce } from '../shell/announcer';
import { copyWords } from '../words/copy';

const useStyles = makeStyles({
  // Both words in one place, so that nothing moves when one gives way to the other.
  words: { display: 'inline-grid', '& > *': { gridArea: '1 / 1' } },
  hidden: { visibility: 'hidden' },
});

const shownForMs = 2000;

/** Copies a text; says so for two seconds in its own place. */
function useCopy(text: string): { readonly copied: boolean; readonly copy: () => void } {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    const reply = await call('app.copyText', { text });
    if (!reply.ok) return;
    announce(copyWords.copied);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), shownForMs);
  };
  return { copied, copy: () => void copy() };
}

function Words(props: { readonly copied: boolean; readonly children: string }) {
  const styles = useStyles();
  return (
    <span className={styles.words}>
      <span className={mergeClasses(props.copied && styles.hidden)}>{props.children}</span>
      <span className={mergeClasses(!props.copied && styles.hidden)}>{copyWords.copied}</span>
    </span>
  );
}

/** In a line of links. */
export function CopyLink(props: { readonly text: string; readonly children: string }) {
  const { copied, copy } = useCopy(props.text);
  return (
    <Link as="button" onClick={copy}>
      <Words copied={copied}>{props.children}</Words>
    </Link>
  );
}

/** Among buttons. */
export function CopyButton(props: {
  readonly text: string;
  readonly children: string;
  readonly size?: 'small' | 'medium';
}) {
  const { copied, copy } = useCopy(props.text);
  return (
    <Button size={props.size ?? 'medium'} icon={<Copy16Regular />} onClick={copy}>
      <Words copied={copied}>{props.children}</Words>
    </Button>
  );
}
