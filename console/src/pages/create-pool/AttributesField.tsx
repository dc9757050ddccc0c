import Multiselect from '@cloudscape-design/components/multiselect';
import { Labelled, type Form } from '../../ui/form';
import { Irreversible } from '../../ui/Irreversible';
import { ATTRIBUTES } from './one-page';
import { text } from './text';

/** The attributes that sign-up demands. */
export function AttributesField<T extends { readonly attributes: readonly string[] }>(props: { readonly form: Form<T> }) {
  const { form } = props;
  return (
    <Labelled
      form={form}
      name="attributes"
      label={text.attributes}
      badge={<Irreversible />}
      description={text.attributesHint}
    >
      <Multiselect
        selectedOptions={form.values.attributes.map((value) => ({ value, label: value }))}
        options={ATTRIBUTES.map((value) => ({ value, label: value }))}
        placeholder={text.choose}
        filteringType="auto"
        deselectAriaLabel={({ label = '' }) => `Remove ${label}`}
        onChange={({ detail }) => form.set('attributes', detail.selectedOptions.map(({ value = '' }) => value))}
      />
    </Labelled>
  );
}
