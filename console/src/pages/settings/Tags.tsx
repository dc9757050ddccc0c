import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { rule } from '../../api/rules';
import { changeUserPool } from '../../api/user-pools';
import { useWrite } from '../../api/write';
import { useLeaveGuard } from '../../routing/router';
import { notices } from '../../ui/notices';
import { SavedCard } from '../../ui/SavedCard';
import { text as shared } from '../../ui/text';
import { tagFaults, tagsOf, toTags, type Tag } from './tag-rules';
import { text } from './text';

const TAGS_MAX = 50;

/** A pool's tags, all in one form. */
export function Tags(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const [opened, setOpened] = useState(pool);
  const [tags, setTags] = useState<readonly Tag[]>(() => tagsOf(pool.UserPoolTags));
  const isChanged = !isSame(tags, tagsOf(opened.UserPoolTags));
  // A pool that is read anew, because it was renamed here or changed elsewhere, takes nothing of what was typed.
  if (opened !== pool) {
    const now = tagsOf(pool.UserPoolTags);
    if (!isChanged) setTags(now);
    if (!isChanged || isSame(now, tags) || isSame(now, tagsOf(opened.UserPoolTags))) setOpened(pool);
  }
  const faults = tagFaults(tags, rule('TagKeysType', text.key), rule('TagValueType', text.value, { optional: true }));
  useLeaveGuard(isChanged, shared.leave);
  const isWrong = faults.some(({ key, value }) => key !== undefined || value !== undefined);
  const write = useWrite(async () => {
    await changeUserPool(opened, { UserPoolTags: toTags(tags) });
    notices.success(text.saved);
  });
  const change = (at: number, changed: Partial<Tag>) =>
    setTags(tags.map((tag, i) => (i === at ? { ...tag, ...changed } : tag)));
  return (
    <SavedCard
      title={text.tags}
      counter={`(${tags.length})`}
      description={text.tagsHint}
      save={text.save}
      action="cognito-idp:UpdateUserPool"
      disabled={!isChanged || isWrong}
      write={write}
    >
      <AttributeEditor<Tag>
        items={tags}
        empty={text.noTags}
        addButtonText={text.addTag}
        disableAddButton={tags.length >= TAGS_MAX}
        removeButtonText={text.remove}
        removeButtonAriaLabel={({ key }) => text.removeTag(key)}
        onAddButtonClick={() => setTags([...tags, { key: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => setTags(tags.filter((_, i) => i !== detail.itemIndex))}
        definition={[
          {
            label: text.key,
            control: ({ key }, at) => (
              <Input value={key} onChange={({ detail }) => change(at, { key: detail.value })} />
            ),
            errorText: (_, at) => (isChanged ? faults[at]?.key : undefined),
          },
          {
            label: text.value,
            control: ({ value }, at) => (
              <Input value={value} onChange={({ detail }) => change(at, { value: detail.value })} />
            ),
            errorText: (_, at) => faults[at]?.value,
          },
        ]}
      />
    </SavedCard>
  );
}

function isSame(some: readonly Tag[], others: readonly Tag[]): boolean {
  return JSON.stringify(toTags(some)) === JSON.stringify(toTags(others)) && some.length === others.length;
}
