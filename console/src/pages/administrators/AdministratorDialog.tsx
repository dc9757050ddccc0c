import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { extension } from '../../api/extension';
import type { Administrator } from '../../api/operations';
import { useUserPools } from '../../api/pools';
import { reload } from '../../api/resource';
import { roleName } from '../../session/permissions';
import type { Role } from '../../session/session-api';
import { Labelled, TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { isName, poolsOf, requestOf, ROLES, type AdministratorDraft } from './draft';
import { text } from './text';

/** Adds an administrator or changes one's role and pools. */
export function AdministratorDialog(props: {
  readonly administrator?: Administrator;
  /** With the set-up link of a new one. */
  readonly onDone: (name: string, link: string | undefined) => void;
  readonly onCancel: () => void;
}) {
  const { administrator, onDone, onCancel } = props;
  const form = useForm<AdministratorDraft>(
    {
      name: administrator?.Name ?? '',
      role: administrator?.Role ?? 'Administrator',
      pools: administrator?.Pools ?? [],
    },
    {
      name: (name) => (isName(name) ? undefined : text.nameRule),
      pools: (pools, { role }) => (poolsOf(role) === 'required' && pools.length === 0 ? text.poolsRule : undefined),
    },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  const save = async (draft: AdministratorDraft) => {
    if (administrator === undefined) {
      const { SetUpLink: link } = await extension('CreateAdministrator', requestOf(draft));
      onDone(draft.name, link);
    } else {
      await extension('UpdateAdministrator', requestOf(draft));
      onDone(draft.name, undefined);
    }
    await reload('administrators');
  };
  const known = useUserPools().data ?? [];
  const options = [
    ...known.map(({ Id = '', Name = '' }) => ({ value: Id, label: Name, description: Id })),
    // Of another Region, or gone.
    ...values.pools.filter((id) => known.every(({ Id }) => Id !== id)).map((id) => ({ value: id, label: id, description: id })),
  ];
  return (
    <FormDialog
      title={administrator === undefined ? text.add : text.editTitle(administrator.Name)}
      submit={administrator === undefined ? text.add : text.save}
      form={form}
      onSubmit={save}
      onCancel={onCancel}
    >
      {administrator === undefined ? (
        <TextField form={form} name="name" label={text.name} constraint={text.nameHint} autoFocus />
      ) : null}
      <FormField label={text.role}>
        <RadioGroup
          value={values.role}
          items={ROLES.map((role) => ({ value: role, label: roleName(role), description: text.roles[role] }))}
          onChange={({ detail }) => form.set('role', detail.value as Role)}
        />
      </FormField>
      {poolsOf(values.role) === 'none' ? null : (
        <Labelled
          form={form}
          name="pools"
          label={text.pools}
          constraint={poolsOf(values.role) === 'optional' ? `None: ${text.allPools.toLowerCase()}.` : undefined}
        >
          <Multiselect
            options={options}
            selectedOptions={options.filter(({ value }) => values.pools.includes(value))}
            placeholder={text.poolsChoose}
            deselectAriaLabel={({ label }) => `Remove ${label ?? ''}`}
            filteringType="auto"
            onChange={({ detail }) => form.set('pools', detail.selectedOptions.map(({ value = '' }) => value))}
          />
        </Labelled>
      )}
    </FormDialog>
  );
}
