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

export function Tags(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const [tags, setTags] = useState<readonly Tag[]>(() => tagsOf(pool.UserPoolTags));
  const faults = tagFaults(tags, rule('TagKeysType', text.key), rule('TagValueType', text.value, { optional: true }));
  const isChanged = JSON.stringify(tags) !== JSON.stringify(tagsOf(pool.UserPoolTags));
  useLeaveGuard(isChanged, shared.leave);
  const isWrong = faults.some(({ key, value }) => key !== undefined || value !== undefined);
  const write = useWrite(async () => {
    await changeUserPool(pool, { UserPoolTags: toTags(tags) });
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
