import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import { useEffect, useRef } from 'react';
import { PAGE_SIZES, type TablePreferencesProps } from './preferences';
import { text } from './text';

/** A table's preferences with the dialog open; afterwards their own button opens it. */
export default function OpenPreferences(props: TablePreferencesProps<unknown>) {
  const { columns, value, onChange } = props;
  const place = useRef<HTMLDivElement>(null);
  // Cloudscape's dialog opens by its own button alone.
  useEffect(() => place.current?.querySelector('button')?.click(), []);
  return (
    <div ref={place}>
      <CollectionPreferences
        title={text.preferences}
        confirmLabel="Confirm"
        cancelLabel={text.cancel}
        preferences={{ pageSize: value.pageSize, wrapLines: value.wrapLines, contentDisplay: value.columns }}
        onConfirm={({ detail }) =>
          onChange({
            pageSize: detail.pageSize ?? value.pageSize,
            wrapLines: detail.wrapLines ?? value.wrapLines,
            columns: detail.contentDisplay ?? value.columns,
          })
        }
        pageSizePreference={{
          title: 'Page size',
          options: PAGE_SIZES.map((size) => ({ value: size, label: String(size) })),
        }}
        wrapLinesPreference={{ label: 'Wrap lines', description: 'Show long texts in several lines.' }}
        contentDisplayPreference={{
          title: 'Columns',
          options: columns.map(({ id, header }, i) => ({ id, label: header, alwaysVisible: i === 0 })),
        }}
      />
    </div>
  );
}
