import { Link } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { call } from '../../bridge/bridge';
import { useAnnounce } from '../../shell/announcer';
import { wizardWords } from '../../words/wizard';

const shownForMs = 2000;

/** Copies a text; says so for two seconds in its own place. */
export function CopyLink(props: { readonly text: string; readonly children: ReactNode }) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    const reply = await call('app.copyText', { text: props.text });
    if (!reply.ok) return;
    announce(wizardWords.test.copied);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), shownForMs);
  };
  return (
    <Link as="button" onClick={() => void copy()}>
      {copied ? wizardWords.test.copied : props.children}
    </Link>
  );
}
