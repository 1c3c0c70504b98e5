import { Button } from '@fluentui/react-components';
import { connectionWords } from '../words/connection';
import type { SecretKept } from './keep-secret';
import { Note } from './problem-note';

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
        level={3}
        title={problem.title}
        actions={
          <>
            <Button onClick={props.onTryAgain}>{connectionWords.secret.tryAgain}</Button>
            <Button onClick={props.onThisRunOnly}>{connectionWords.secret.keepForThisRun}</Button>
          </>
        }
      >
        {problem.meaning} {problem.nextStep}
      </Note>
    </div>
  );
}
