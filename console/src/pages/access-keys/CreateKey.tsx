import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { extension } from '../../api/extension';
import { useUserPools } from '../../api/pools';
import { reload } from '../../api/resource';
import { Labelled, TextAreaField, TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import type { NewKey } from './lines';
import { actionsOf, policyOf, wrongAction } from './policy';
import { text } from './text';

const DESCRIPTION_MAX = 256;
const EVERY = '*';

interface Draft {
  readonly description: string;
  readonly isFull: boolean;
  readonly actions: string;
  readonly pools: readonly string[];
}

/** Description and policy of a new key. */
export function CreateKey(props: { readonly onMade: (key: NewKey) => void; readonly onCancel: () => void }) {
  const { onMade, onCancel } = props;
  const pools = useUserPools().data ?? [];
  const form = useForm<Draft>(
    { description: '', isFull: true, actions: 'cognito-idp:Describe*\ncognito-idp:List*', pools: [EVERY] },
    {
      description: (value) => (value.length > DESCRIPTION_MAX ? text.descriptionRule : undefined),
      actions: (value, { isFull }) =>
        isFull || (actionsOf(value).length > 0 && wrongAction(value) === undefined) ? undefined : text.actionsRule,
      pools: (value, { isFull }) => (isFull || value.length > 0 ? undefined : text.poolsRule),
    },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  const create = async (draft: Draft) => {
    const policy = policyOf(draft);
    const { AccessKey } = await extension('CreateAccessKey', {
      ...(draft.description === '' ? {} : { Description: draft.description }),
      ...(policy === undefined ? {} : { Policy: policy }),
    });
    onMade(AccessKey);
    await reload('access-keys');
  };
  const options = [
    { value: EVERY, label: text.poolsAll },
    ...pools.map(({ Id = '', Name = '' }) => ({ value: Id, label: Name, description: Id })),
  ];
  return (
    <FormDialog
      title={text.create}
      submit={text.create}
      size="large"
      form={form}
      onSubmit={create}
      onCancel={onCancel}
    >
      <TextField form={form} name="description" label={text.description} constraint={text.descriptionHint} autoFocus />
      <FormField label={text.permissions}>
        <RadioGroup
          value={values.isFull ? 'full' : 'limited'}
          items={[
            { value: 'full', label: text.allActions, description: text.allActionsHint },
            { value: 'limited', label: text.limited, description: text.limitedHint },
          ]}
          onChange={({ detail }) => form.set('isFull', detail.value === 'full')}
        />
      </FormField>
      {values.isFull ? null : (
        <>
          <TextAreaField form={form} name="actions" label={text.actions} constraint={text.actionsHint} rows={4} />
          <Labelled form={form} name="pools" label={text.pools}>
            <Multiselect
              options={options}
              selectedOptions={options.filter(({ value }) => values.pools.includes(value))}
              placeholder={text.poolsRule}
              deselectAriaLabel={({ label }) => `Remove ${label ?? ''}`}
              filteringType="auto"
              onChange={({ detail }) => form.set('pools', detail.selectedOptions.map(({ value = '' }) => value))}
            />
          </Labelled>
        </>
      )}
    </FormDialog>
  );
}
