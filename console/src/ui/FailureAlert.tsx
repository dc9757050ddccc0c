import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { showCall } from '../api/calls';
import { explain, type ApiFailure } from '../api/failure';
import { CopyText } from './CopyText';
import { text } from './text';

/**
 * An error in a page: the exception's name, its message, a plain explanation, the request id with a copy button and
 * "Show API call" (ui 7.5). Nothing where there is no failure.
 */
export function FailureAlert(props: {
  readonly failure: ApiFailure | undefined;
  /** "Retry", where reading again may help (G-5). */
  readonly onRetry?: () => void;
  readonly onDismiss?: () => void;
}) {
  const { failure, onRetry, onDismiss } = props;
  if (failure === undefined) return null;
  return (
    <Alert
      type="error"
      header={failure.isUnreachable ? text.unreachable : failure.code}
      action={<FailureActions failure={failure} {...(onRetry === undefined ? {} : { onRetry })} />}
      dismissAriaLabel={text.dismiss}
      {...(onDismiss === undefined ? {} : { dismissible: true, onDismiss })}
    >
      <FailureText failure={failure} isHeaded />
    </Alert>
  );
}

export function FailureText(props: { readonly failure: ApiFailure; readonly isHeaded?: boolean }) {
  const { failure, isHeaded = false } = props;
  const explanation = explain(failure);
  return (
    <SpaceBetween size="xxs">
      <div>
        {isHeaded ? null : <strong>{failure.code}: </strong>}
        {failure.message}
      </div>
      {explanation === undefined ? null : <div>{explanation}</div>}
      {failure.requestId === undefined ? null : (
        <Box fontSize="body-s" color="inherit">
          {text.requestId}: <CopyText value={failure.requestId} what={text.requestId} />
        </Box>
      )}
    </SpaceBetween>
  );
}

export function FailureActions(props: { readonly failure: ApiFailure; readonly onRetry?: () => void }) {
  const { failure, onRetry } = props;
  const { callId } = failure;
  return (
    <SpaceBetween size="xs" direction="horizontal">
      {onRetry === undefined ? null : <Button onClick={onRetry}>{text.retry}</Button>}
      {callId === undefined ? null : <Button onClick={() => showCall(callId)}>{text.showCall}</Button>}
    </SpaceBetween>
  );
}
