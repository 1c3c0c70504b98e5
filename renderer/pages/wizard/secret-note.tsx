import { Button } from '@fluentui/react-components';
import { Note } from '../../parts/problem-note';
import { wizardWords } from '../../words/wizard';
import type { SecretKept } from './keep-secret';

/** A secret that could not be saved: no keychain, or a locked one. It can still be kept for this run. */
export function SecretNote(props: {
  readonly answer: SecretKept & { readonly kept: false };
  readonly onTryAgain: () => void;
  readonly onThisRunOnly: () => void;
}) {
  const { problem } = props.answer;
  return (
    <div role="alert">
      <Note
        intent="warning"
        title={problem.title}
        actions={
          <>
            <Button onClick={props.onTryAgain}>{wizardWords.secret.tryAgain}</Button>
            <Button onClick={props.onThisRunOnly}>{wizardWords.secret.keepForThisRun}</Button>
          </>
        }
      >
        {problem.meaning} {problem.nextStep}
      </Note>
    </div>
  );
}
