import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { useDenied, type WriteKind } from '../session/permissions';

export interface WriteButtonProps extends Omit<ButtonProps, 'disabledReason'> {
  /** What it does, as in a policy: `cognito-idp:DeleteUserPool`. */
  readonly action: string;
  readonly kind: WriteKind;
  /** Why it cannot be pressed now, for another reason than the role. */
  readonly reason?: string | undefined;
}

/** A button that changes something: disabled with the reason where the role does not allow it (G-6). */
export function WriteButton(props: WriteButtonProps) {
  const { action, kind, reason, disabled = false, ...rest } = props;
  const why = useDenied(action, kind) ?? reason;
  return (
    <Button {...rest} disabled={disabled || why !== undefined} {...(why === undefined ? {} : { disabledReason: why })} />
  );
}
