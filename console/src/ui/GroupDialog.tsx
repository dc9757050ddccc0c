import { CreateGroupCommand, UpdateGroupCommand, type GroupType } from '@aws-sdk/client-cognito-identity-provider';
import { aws } from '../api/cognito';
import { reload } from '../api/resource';
import { rule, ruleText } from '../api/rules';
import { FormDialog } from './FormDialog';
import { TextAreaField, TextField, useForm } from './form';
import { Irreversible } from './Irreversible';

const text = {
  create: 'Create group',
  description: 'Description - optional',
  name: 'Group name',
  precedence: 'Precedence - optional',
  precedenceHint: '0 or more. Of several groups, the role of the one with the lowest number is preferred.',
  precedenceRule: 'Precedence must be a whole number, 0 or more.',
  precedenceStays: 'The precedence can be changed, but not taken away.',
  role: 'IAM role ARN - optional',
  roleStays: 'The role can be changed, but not taken away.',
  roleHint: 'It goes into the claims cognito:roles and cognito:preferred_role.',
  save: 'Save changes',
  update: (name: string) => `Edit group ${name}`,
} as const;

/** Makes a group or changes one. UpdateGroup leaves as it is what is not sent, so nothing takes role and precedence away. */
export function GroupDialog(props: {
  readonly pool: string;
  /** The group to change; a new one without. */
  readonly group?: GroupType;
  /** With the group's name, after it worked. */
  readonly onDone: (name: string) => void;
  readonly onCancel: () => void;
}) {
  const { pool, group, onDone, onCancel } = props;
  const form = useForm(
    {
      name: group?.GroupName ?? '',
      description: group?.Description ?? '',
      precedence: group?.Precedence === undefined ? '' : String(group.Precedence),
      role: group?.RoleArn ?? '',
    },
    {
      name: rule('GroupNameType', text.name),
      description: rule('DescriptionType', 'Description', { optional: true }),
      precedence: (value) =>
        value === '' && group?.Precedence !== undefined
          ? text.precedenceStays
          : value === '' || /^[0-9]{1,9}$/.test(value)
            ? undefined
            : text.precedenceRule,
      role: (value) =>
        value === '' && group?.RoleArn !== undefined
          ? text.roleStays
          : rule('ArnType', 'IAM role ARN', { optional: true })(value),
    },
    { asksBeforeLeaving: false },
  );
  const save = async (values: typeof form.values) => {
    const input = {
      UserPoolId: pool,
      GroupName: values.name,
      Description: values.description,
      ...(values.precedence === '' ? {} : { Precedence: Number(values.precedence) }),
      ...(values.role === '' ? {} : { RoleArn: values.role }),
    };
    await aws(group === undefined ? new CreateGroupCommand(input) : new UpdateGroupCommand(input));
    await Promise.all([reload('groups', pool), reload('group', pool)]);
    onDone(values.name);
  };
  return (
    <FormDialog
      title={group === undefined ? text.create : text.update(group.GroupName ?? '')}
      submit={group === undefined ? text.create : text.save}
      form={form}
      onSubmit={save}
      onCancel={onCancel}
    >
      {group === undefined ? (
        <TextField form={form} name="name" label={text.name} constraint={ruleText('GroupNameType')} badge={<Irreversible />} autoFocus />
      ) : null}
      <TextAreaField form={form} name="description" label={text.description} constraint={ruleText('DescriptionType')} />
      <TextField form={form} name="role" label={text.role} description={text.roleHint} constraint={ruleText('ArnType')} />
      <TextField form={form} name="precedence" label={text.precedence} constraint={text.precedenceHint} inputMode="numeric" />
    </FormDialog>
  );
}
