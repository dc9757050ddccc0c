import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';
import { roleName } from '../session/permissions';
import { useSession } from '../session/session';

/** What is shown to administrators of the whole server alone: to others the reason, without a call that is refused. */
export function AdministratorsOnly(props: {
  /** `gatehouse:ListMessages` */
  readonly action: string;
  readonly children: ReactNode;
}) {
  const { action, children } = props;
  const { Role: role } = useSession();
  if (role === 'Administrator') return children;
  return (
    <Alert type="info" statusIconAriaLabel="Info" header="Administrators only">
      You need {action}. Your role is {roleName(role)}.
    </Alert>
  );
}
