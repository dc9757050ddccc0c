import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { filterProblem, SEARCHED, statusWords, USER_STATUSES, type Searched, type UserFilter } from '../../api/users';
import { setQuery, usePlace } from '../../routing/router';
import { SubmitForm } from '../../ui/SubmitForm';
import { text } from './text';

/** A part of anything that identifies a user, or what the filter of ListUsers can. */
export type Filter = UserFilter | { readonly attribute: typeof ANY; readonly value: string };

export const ANY = 'any';
const PART_MAX = 256;
const attributeOf = (name: string | null | undefined) => SEARCHED.find((each) => each === name) ?? ANY;

/** What the address says is looked for, and why that cannot be; nothing where all users are shown. */
export function useUserFilter(): [Filter | undefined, string | undefined] {
  const { query } = usePlace();
  const value = query.get('find') ?? '';
  const attribute = attributeOf(query.get('by'));
  if (value === '') return [undefined, undefined];
  if (attribute === ANY) return [{ attribute, value }, value.length > PART_MAX ? text.tooLong : undefined];
  const filter = { attribute, isPrefix: query.get('how') !== 'is', value };
  return [filter, filterProblem(filter)];
}

const option = (value: string, label: string): SelectProps.Option => ({ value, label });
const BY = [option(ANY, text.any), ...SEARCHED.map((each) => option(each, text.names[each]))];
const HOW = [option('prefix', text.prefix), option('is', text.equals)];

/** The values of what has a few. */
const CHOICES: Partial<Record<Searched, SelectProps.Option[]>> = {
  'cognito:user_status': USER_STATUSES.map((status) => option(status, statusWords(status))),
  status: [option('Enabled', text.statusEnabled), option('Disabled', text.statusDisabled)],
};

/**
 * A part of whatever identifies a user (U-4); or one attribute, by its beginning or as a whole, which an index finds
 * (users §2.8).
 */
export function UserFilterForm(props: { readonly problem: string | undefined; readonly onFind: () => void }) {
  const { problem, onFind } = props;
  const [filter] = useUserFilter();
  const [by, setBy] = useState<Searched | typeof ANY>(filter?.attribute ?? ANY);
  const [how, setHow] = useState(filter !== undefined && filter.attribute !== ANY && !filter.isPrefix ? 'is' : 'prefix');
  const [value, setValue] = useState(filter?.value ?? '');
  const choices = by === ANY ? undefined : CHOICES[by];

  const find = (wanted: string) => {
    onFind();
    setQuery({
      by: by === ANY ? undefined : by,
      how: by !== ANY && (how === 'is' || choices !== undefined) ? 'is' : undefined,
      find: wanted,
      page: undefined,
    });
  };
  return (
    <SubmitForm
      onSubmit={() => {
        find(value);
      }}
    >
      <SpaceBetween size="xs" direction="horizontal" alignItems="end">
        <FormField label={text.findBy}>
          <Select
            options={BY}
            selectedOption={BY.find((each) => each.value === by) ?? null}
            onChange={({ detail }) => {
              setBy(attributeOf(detail.selectedOption.value));
              setValue('');
            }}
          />
        </FormField>
        {by !== ANY && choices === undefined ? (
          <FormField label={text.how}>
            <Select
              options={HOW}
              selectedOption={HOW.find((each) => each.value === how) ?? null}
              onChange={({ detail }) => setHow(detail.selectedOption.value ?? 'prefix')}
            />
          </FormField>
        ) : null}
        <FormField label={text.findValue} errorText={problem}>
          {choices === undefined ? (
            <Input
              type="search"
              value={value}
              spellcheck={false}
              clearAriaLabel={text.clear}
              onChange={({ detail }) => {
                setValue(detail.value);
                if (detail.value === '') find('');
              }}
            />
          ) : (
            <Select
              options={choices}
              selectedOption={choices.find((each) => each.value === value) ?? null}
              placeholder="Choose"
              onChange={({ detail }) => {
                const chosen = detail.selectedOption.value ?? '';
                setValue(chosen);
                find(chosen);
              }}
            />
          )}
        </FormField>
        {choices === undefined ? <Button formAction="submit">{text.find}</Button> : null}
        {filter === undefined ? null : (
          <Button
            formAction="none"
            onClick={() => {
              setValue('');
              find('');
            }}
          >
            {text.clear}
          </Button>
        )}
      </SpaceBetween>
    </SubmitForm>
  );
}
