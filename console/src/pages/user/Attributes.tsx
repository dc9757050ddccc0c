import {
  AdminDeleteUserAttributesCommand,
  AdminUpdateUserAttributesCommand,
  type AdminGetUserCommandOutput,
  type SchemaAttributeType,
} from '@aws-sdk/client-cognito-identity-provider';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Icon from '@cloudscape-design/components/icon';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { reload } from '../../api/resource';
import { rule } from '../../api/rules';
import { useWrite } from '../../api/write';
import { useLeaveGuard } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { SubmitForm } from '../../ui/SubmitForm';
import { WriteButton } from '../../ui/WriteButton';
import { attributeChanges, shownAttributes, type ShownAttribute } from './attributes';
import { text } from './text';

/** Attributes to look at, and all of them to edit; immutable ones are locked. */
export function Attributes(props: {
  readonly pool: string;
  readonly user: AdminGetUserCommandOutput;
  /** The attributes of the pool. */
  readonly schema: readonly SchemaAttributeType[];
}) {
  const { pool, user, schema } = props;
  const [isEditing, setEditing] = useState(false);
  const shown = shownAttributes(schema, user.UserAttributes ?? []);
  if (isEditing) return <Edit pool={pool} user={user} shown={shown} onDone={() => setEditing(false)} />;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <WriteButton action="cognito-idp:AdminUpdateUserAttributes" kind="users" onClick={() => setEditing(true)}>
              {text.edit}
            </WriteButton>
          }
        >
          {text.attributes}
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={shown
          .filter(({ value }) => value !== '')
          .map((attribute) => ({
            label: attribute.name,
            value: <CopyText value={attribute.value} what={attribute.name} />,
          }))}
      />
    </Container>
  );
}

function Edit(props: {
  readonly pool: string;
  readonly user: AdminGetUserCommandOutput;
  readonly shown: readonly ShownAttribute[];
  readonly onDone: () => void;
}) {
  const { pool, user, shown, onDone } = props;
  const { Username = '' } = user;
  const [input, setInput] = useState<Readonly<Record<string, string>>>({});
  const changes = attributeChanges(shown, input);
  useLeaveGuard(changes.set.length + changes.removed.length > 0, 'Leave this page? What you entered is not saved.');
  const save = useWrite(async () => {
    const named = { UserPoolId: pool, Username };
    if (changes.set.length > 0) {
      await aws(new AdminUpdateUserAttributesCommand({ ...named, UserAttributes: [...changes.set] }));
    }
    if (changes.removed.length > 0) {
      await aws(new AdminDeleteUserAttributesCommand({ ...named, UserAttributeNames: [...changes.removed] }));
    }
    await reload('user', pool);
    await reload('users', pool);
  });
  const check = rule('AttributeValueType', 'The value', { optional: true });
  const isWrong = Object.values(input).some((value) => check(value) !== undefined);
  return (
    <SubmitForm
      onSubmit={() => {
        if (isWrong) return;
        void save.run().then((isSaved) => {
          if (!isSaved) return;
          notices.success(text.attributesSaved);
          onDone();
        });
      }}
    >
      <Form
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" formAction="none" onClick={onDone}>
              Cancel
            </Button>
            <Button variant="primary" formAction="submit" loading={save.isRunning}>
              {text.save}
            </Button>
          </SpaceBetween>
        }
        errorText={save.failure === undefined ? undefined : <FailureAlert failure={save.failure} />}
      >
        <Container header={<Header variant="h2" description={text.attributesHint}>{text.attributes}</Header>}>
          <SpaceBetween size="m">
            {shown.map((attribute) => (
              <Field
                key={attribute.name}
                attribute={attribute}
                value={input[attribute.name] ?? attribute.value}
                error={check(input[attribute.name] ?? '')}
                onChange={(value) => setInput((now) => ({ ...now, [attribute.name]: value }))}
              />
            ))}
          </SpaceBetween>
        </Container>
      </Form>
    </SubmitForm>
  );
}

const YES_OR_NO = [
  { value: '', label: 'Not set' },
  { value: 'true', label: 'true' },
  { value: 'false', label: 'false' },
];

function Field(props: {
  readonly attribute: ShownAttribute;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  const { attribute, value, error, onChange } = props;
  const { name, isEditable, isRequired, isYesOrNo } = attribute;
  if (!isEditable) {
    return (
      <div>
        <Box variant="awsui-key-label">
          {name} <Icon name="lock-private" ariaLabel={text.locked} />
        </Box>
        <div>{value === '' ? '-' : value}</div>
        {name === 'sub' ? null : (
          <Box variant="small" color="text-body-secondary">
            {text.immutable}
          </Box>
        )}
      </div>
    );
  }
  return (
    <FormField label={isRequired ? `${name} (required)` : name} errorText={error}>
      {isYesOrNo ? (
        <Select
          options={YES_OR_NO}
          selectedOption={YES_OR_NO.find((each) => each.value === value) ?? null}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      ) : (
        <Input value={value} spellcheck={false} autoComplete={false} onChange={({ detail }) => onChange(detail.value)} />
      )}
    </FormField>
  );
}
