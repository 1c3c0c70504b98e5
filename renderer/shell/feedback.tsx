import { Toast, ToastBody, Toaster, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { createContext, type ReactNode, useCallback, useContext } from 'react';

const Context = createContext<(text: string, detail?: string) => void>(() => {});

/** A few words after something was done, in the corner. Never the only place of a message that matters. */
export function Feedback(props: { readonly children: ReactNode }) {
  const toasterId = useId('feedback');
  const { dispatchToast } = useToastController(toasterId);
  const say = useCallback(
    (text: string, detail?: string) =>
      dispatchToast(
        <Toast>
          <ToastTitle>{text}</ToastTitle>
          {detail === undefined ? null : <ToastBody>{detail}</ToastBody>}
        </Toast>,
        { intent: 'success', timeout: 5000, position: 'bottom-end', politeness: 'polite' },
      ),
    [dispatchToast],
  );
  return (
    <Context.Provider value={say}>
      {props.children}
      <Toaster toasterId={toasterId} limit={3} shortcuts={{ focus: (event) => event.ctrlKey && event.key === 'm' }} />
    </Context.Provider>
  );
}

export const useFeedback = (): ((text: string, detail?: string) => void) => useContext(Context);
