import { makeStyles } from '@fluentui/react-components';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

const useStyles = makeStyles({
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

const Context = createContext<(text: string) => void>(() => {});

/** The one polite live region: stages, a quarter done, the end, a new hold, what a command did. Never the log. */
export function Announcer(props: { readonly children: ReactNode }) {
  const styles = useStyles();
  const [said, setSaid] = useState({ text: '', turn: 0 });
  const turn = useRef(0);
  const announce = useCallback((text: string) => {
    turn.current += 1;
    setSaid({ text, turn: turn.current });
  }, []);
  return (
    <Context.Provider value={announce}>
      {props.children}
      <div role="status" aria-live="polite" className={styles.unseen}>
        {/* A new element a message, so that the same words twice are said twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </Context.Provider>
  );
}

/** Says something to those who do not see the page change. */
export const useAnnounce = (): ((text: string) => void) => useContext(Context);
