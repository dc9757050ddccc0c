import type { SchemaAttributeType, UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useUserPool } from '../../api/pools';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { AddAttribute } from './AddAttribute';
import { isCustom } from './attribute';
import { SignUpSettings } from './SignUpSettings';
import { text } from './text';

/** Who may sign up, and what users can have (ui 8.9). */
export default function SignUp({ params: { pool: id } }: PageProps<'/user-pools/:pool/sign-up'>) {
  const pool = useUserPool(id);
  const { data } = pool;
  return (
    <Page title={text.title} pool={id} help={text.help}>
      {data === undefined ? null : (
        <SpaceBetween size="l">
          <SignUpSettings pool={data} />
          <RequiredAttributes pool={data} />
          <CustomAttributes pool={data} resource={pool} />
        </SpaceBetween>
      )}
    </Page>
  );
}

/** Read-only: chosen when the pool was made (UP-22). */
function RequiredAttributes(props: { readonly pool: UserPoolType }) {
  const { SchemaAttributes = [] } = props.pool;
  const names = SchemaAttributes.filter(({ Name, Required }) => Required === true && Name !== 'sub').map(({ Name = '' }) => Name);
  return (
    <Container header={<Header variant="h2" description={text.requiredHint}>{text.required}</Header>}>
      {names.length === 0 ? text.none : names.join(', ')}
    </Container>
  );
}

function CustomAttributes(props: {
  readonly pool: UserPoolType;
  readonly resource: ReturnType<typeof useUserPool>;
}) {
  const { pool, resource } = props;
  const [isAdding, setAdding] = useState(false);
  const attributes = (pool.SchemaAttributes ?? []).filter(isCustom);
  const add = (
    <WriteButton action="cognito-idp:AddCustomAttributes" kind="pools" onClick={() => setAdding(true)}>
      {text.add}
    </WriteButton>
  );
  return (
    <>
      <ResourceTable<SchemaAttributeType>
        id="custom-attributes"
        title={text.custom}
        description={text.customHint}
        resource={{ ...resource, failure: undefined, data: attributes }}
        trackBy={({ Name = '' }) => Name}
        findText={text.find}
        columns={COLUMNS}
        actions={() => add}
        empty={{ title: text.noCustom, text: text.noCustomHint, action: add }}
      />
      {isAdding ? (
        <AddAttribute
          pool={pool}
          onCancel={() => setAdding(false)}
          onDone={(name) => {
            setAdding(false);
            notices.success(text.added(name));
          }}
        />
      ) : null}
    </>
  );
}

function limits({ AttributeDataType, StringAttributeConstraints: lengths, NumberAttributeConstraints: values }: SchemaAttributeType): string {
  if (AttributeDataType === 'String') return text.length(lengths?.MinLength, lengths?.MaxLength);
  return AttributeDataType === 'Number' ? text.range(values?.MinValue, values?.MaxValue) : '-';
}

const COLUMNS: readonly Column<SchemaAttributeType>[] = [
  { id: 'name', header: text.name, value: ({ Name }) => Name, cell: ({ Name }) => Name },
  { id: 'type', header: text.type, value: ({ AttributeDataType }) => AttributeDataType, cell: ({ AttributeDataType }) => AttributeDataType },
  { id: 'limits', header: 'Limits', value: limits, cell: limits },
  {
    id: 'mutable',
    header: text.mutableColumn,
    value: ({ Mutable }) => (Mutable === true ? text.yes : text.no),
    cell: ({ Mutable }) => (Mutable === true ? text.yes : text.no),
  },
];
