import { AddCustomAttributesCommand, type UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Checkbox from '@cloudscape-design/components/checkbox';
import Select from '@cloudscape-design/components/select';
import { aws } from '../../api/cognito';
import { reload } from '../../api/resource';
import { rule, ruleText } from '../../api/rules';
import { Labelled, TextField, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { Irreversible } from '../../ui/Irreversible';
import { hasLimits, isLimit, schemaOf, TYPES, type AttributeDraft } from './attribute';
import { text } from './text';

/** A custom attribute, which stays for ever: said before, and to be confirmed (SU-1). */
export function AddAttribute(props: {
  readonly pool: UserPoolType;
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}) {
  const { pool, onDone, onCancel } = props;
  const { Id: id = '', SchemaAttributes = [] } = pool;
  const form = useForm<AttributeDraft>(
    { name: '', type: 'String', min: '', max: '', mutable: true, isConfirmed: false },
    {
      name: (name) =>
        rule('CustomAttributeNameType', text.name)(name) ??
        (SchemaAttributes.some(({ Name }) => Name === `custom:${name}`) ? text.nameTaken : undefined),
      min: (min, { type }) => (hasLimits(type) && !isLimit(type, min) ? text.numberRule : undefined),
      max: (max, { type, min }) =>
        !hasLimits(type)
          ? undefined
          : !isLimit(type, max)
            ? text.numberRule
            : min !== '' && max !== '' && Number(max) < Number(min)
              ? text.orderRule
              : undefined,
      isConfirmed: (isConfirmed) => (isConfirmed ? undefined : text.confirmRule),
    },
    { asksBeforeLeaving: false },
  );
  const { values } = form;
  const options = TYPES.map((type) => ({ value: type, label: type }));
  return (
    <FormDialog
      title={text.add}
      submit={text.add}
      form={form}
      onSubmit={async (draft) => {
        await aws(new AddCustomAttributesCommand({ UserPoolId: id, CustomAttributes: [schemaOf(draft)] }));
        await reload('user-pool', id);
        onDone(`custom:${draft.name}`);
      }}
      onCancel={onCancel}
    >
      <TextField
        form={form}
        name="name"
        label={text.name}
        description={text.nameHint}
        constraint={ruleText('CustomAttributeNameType')}
        badge={<Irreversible />}
        autoFocus
      />
      <Labelled form={form} name="type" label={text.type} badge={<Irreversible />}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === values.type) ?? null}
          onChange={({ detail }) => form.set('type', TYPES.find((each) => each === detail.selectedOption.value) ?? 'String')}
        />
      </Labelled>
      {hasLimits(values.type) ? (
        <>
          <TextField form={form} name="min" label={`${values.type === 'String' ? text.minLength : text.min} - optional`} inputMode="numeric" />
          <TextField form={form} name="max" label={`${values.type === 'String' ? text.maxLength : text.max} - optional`} inputMode="numeric" />
        </>
      ) : null}
      <Checkbox checked={values.mutable} onChange={({ detail }) => form.set('mutable', detail.checked)}>
        {text.mutable} <Irreversible />
      </Checkbox>
      <Labelled form={form} name="isConfirmed" label="Confirmation">
        <Checkbox checked={values.isConfirmed} onChange={({ detail }) => form.set('isConfirmed', detail.checked)}>
          {text.confirmForever}
        </Checkbox>
      </Labelled>
    </FormDialog>
  );
}
