import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useUserPool } from '../api/pools';
import { changeUserPool, deleteUserPool, domainsOf } from '../api/user-pools';
import { useWrite } from '../api/write';
import { DeleteDialog } from './DeleteDialog';
import { FailureAlert } from './FailureAlert';
import { text } from './text';

/**
 * Deletes a user pool: wants its name typed (ST-2), says its domains and deletes them first (ST-1), and offers to
 * deactivate deletion protection where it is on (ui 7.4).
 */
export function DeletePoolDialog(props: {
  readonly poolId: string;
  readonly name: string;
  /** After it worked; reads the user pools anew, and nothing else of this one: nobody has it any more. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
}) {
  const { poolId, name, onDone, onCancel } = props;
  const pool = useUserPool(poolId);
  const domains = domainsOf(pool.data ?? {});
  const isProtected = pool.data?.DeletionProtection === 'ACTIVE';
  return (
    <DeleteDialog
      title={text.deletePool(name)}
      word={name}
      isBlocked={isProtected || pool.data === undefined}
      consequences={
        <SpaceBetween size="xxs">
          <div>{text.deletePoolBreaks(pool.data?.EstimatedNumberOfUsers ?? 0)}</div>
          {domains.map((domain) => (
            <div key={domain}>
              {text.deletesDomainFirst} <strong>{domain}</strong>
            </div>
          ))}
        </SpaceBetween>
      }
      onDelete={async () => {
        await deleteUserPool(poolId);
      }}
      onDone={onDone}
      onCancel={onCancel}
    >
      <FailureAlert failure={pool.failure} onRetry={() => void pool.reload()} />
      {isProtected ? <Protection pool={pool.data ?? {}} /> : null}
    </DeleteDialog>
  );
}

function Protection(props: { readonly pool: UserPoolType }) {
  const write = useWrite(() => changeUserPool(props.pool, { DeletionProtection: 'INACTIVE' }));
  return (
    <SpaceBetween size="xs">
      <Alert
        type="info"
        statusIconAriaLabel="Info"
        action={
          <Button formAction="none" loading={write.isRunning} onClick={() => void write.run()}>
            {text.deactivateProtection}
          </Button>
        }
      >
        {text.isProtected}
      </Alert>
      <FailureAlert failure={write.failure} />
    </SpaceBetween>
  );
}
