import type { ExplicitAuthFlowsType } from '@aws-sdk/client-cognito-identity-provider';
import { AUTH_FLOWS } from '../api/auth-flows';
import { Checkboxes } from './Checkboxes';
import { Labelled, type Form } from './form';

/** The authentication flows of an app client. */
export function AuthFlowsField<T extends { readonly flows: readonly ExplicitAuthFlowsType[] }>(props: {
  readonly form: Form<T>;
  readonly label: string;
}) {
  const { form, label } = props;
  const { flows } = form.values;
  // Those of the first generation are shown where a client has them; nobody should choose them anew.
  const legacy = flows.filter((flow) => AUTH_FLOWS.every(({ value }) => value !== flow));
  return (
    <Labelled form={form} name="flows" label={label}>
      <Checkboxes
        options={[...AUTH_FLOWS, ...legacy.map((value) => ({ value, label: value }))].map((flow) => ({
          ...flow,
          description: flow.value,
        }))}
        chosen={flows}
        onChange={(chosen) => {
          form.set('flows', chosen);
          form.touch('flows');
        }}
      />
    </Labelled>
  );
}
