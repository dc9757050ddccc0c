import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { text } from './text';

export interface UserValues {
  readonly username: string;
  readonly password: string;
  readonly refreshToken: string;
}

/** What proves that it is the user. Goes into the request alone, as the secret does. */
export function UserFields(props: {
  readonly grant: 'password' | 'refresh_token';
  readonly values: UserValues;
  readonly onChange: (values: UserValues) => void;
}) {
  const { grant, values, onChange } = props;
  const change = (changed: Partial<UserValues>) => onChange({ ...values, ...changed });
  if (grant === 'refresh_token') {
    return (
      <FormField label={text.refreshToken} description={text.refreshTokenHint}>
        <Input
          type="password"
          autoComplete="off"
          value={values.refreshToken}
          onChange={({ detail }) => change({ refreshToken: detail.value.trim() })}
        />
      </FormField>
    );
  }
  return (
    <>
      <FormField label={text.username}>
        <Input
          value={values.username}
          autoComplete="off"
          spellcheck={false}
          onChange={({ detail }) => change({ username: detail.value })}
        />
      </FormField>
      <FormField label={text.password} description={text.passwordHint}>
        <Input type="password" autoComplete="off" value={values.password} onChange={({ detail }) => change({ password: detail.value })} />
      </FormField>
    </>
  );
}
