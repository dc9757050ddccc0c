import Badge from '@cloudscape-design/components/badge';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { extension } from '../../api/extension';
import type { Administrator } from '../../api/operations';
import { reload, useResource } from '../../api/resource';
import { roleName } from '../../session/permissions';
import { AdministratorsOnly } from '../../ui/AdministratorsOnly';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import { AdministratorDialog } from './AdministratorDialog';
import { poolWords } from './draft';
import { OwnSignIn } from './OwnSignIn';
import { SetUpLink, type NewLink } from './SetUpLink';
import { text } from './text';

/** Who may sign in to the console, and one's own sign-in (ui 10.4). */
export default function Administrators() {
  return (
    <Page title={text.title} content="table" help={text.help}>
      <AdministratorsOnly action="gatehouse:ListAdministrators">
        <List />
      </AdministratorsOnly>
      <OwnSignIn />
    </Page>
  );
}

async function listAdministrators(): Promise<Administrator[]> {
  return (await extension('ListAdministrators', {})).Administrators;
}

type Asking = { readonly what: 'edit' | 'reset' | 'end' | 'delete'; readonly of: Administrator };

function List() {
  const administrators = useResource(['administrators'], listAdministrators, { poll: true });
  const [isAdding, setAdding] = useState(false);
  const [asking, setAsking] = useState<Asking>();
  const [link, setLink] = useState<NewLink>();
  const close = () => setAsking(undefined);
  const add = (
    <WriteButton action="gatehouse:CreateAdministrator" kind="server" variant="primary" onClick={() => setAdding(true)}>
      {text.add}
    </WriteButton>
  );
  return (
    <SpaceBetween size="l">
      {link === undefined ? null : <SetUpLink link={link} onDone={() => setLink(undefined)} />}
      <ResourceTable<Administrator>
        id="administrators"
        title={text.title}
        resource={administrators}
        trackBy={({ Name }) => Name}
        findText={text.find}
        selection="single"
        columns={COLUMNS}
        actions={([chosen]) => (
          <SpaceBetween size="xs" direction="horizontal">
            {(['edit', 'reset', 'end', 'delete'] as const).map((what) => (
              <Action key={what} what={what} of={chosen} onAsk={setAsking} />
            ))}
            {add}
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: text.noneHint, action: add }}
      />
      {isAdding ? (
        <AdministratorDialog
          onCancel={() => setAdding(false)}
          onDone={(name, made) => {
            setAdding(false);
            notices.success(text.added(name));
            if (made !== undefined) setLink({ name, link: made });
          }}
        />
      ) : null}
      {asking?.what === 'edit' ? (
        <AdministratorDialog
          administrator={asking.of}
          onCancel={close}
          onDone={() => {
            close();
            notices.success(text.saved);
          }}
        />
      ) : null}
      {asking === undefined || asking.what === 'edit' ? null : <Ask asking={asking} onClose={close} onLink={setLink} />}
    </SpaceBetween>
  );
}

const ACTIONS = {
  edit: { label: text.edit, operation: 'gatehouse:UpdateAdministrator' },
  reset: { label: text.reset, operation: 'gatehouse:ResetAdministrator' },
  end: { label: text.end, operation: 'gatehouse:EndAdministratorSessions' },
  delete: { label: text.deleteAction, operation: 'gatehouse:DeleteAdministrator' },
} as const;

function Action(props: {
  readonly what: Asking['what'];
  readonly of: Administrator | undefined;
  readonly onAsk: (asking: Asking) => void;
}) {
  const { what, of, onAsk } = props;
  return (
    <WriteButton
      action={ACTIONS[what].operation}
      kind="server"
      disabled={of === undefined || (what === 'end' && of.Sessions === 0)}
      onClick={() => {
        if (of !== undefined) onAsk({ what, of });
      }}
    >
      {ACTIONS[what].label}
    </WriteButton>
  );
}

function Ask(props: { readonly asking: Asking; readonly onClose: () => void; readonly onLink: (link: NewLink) => void }) {
  const { asking, onClose, onLink } = props;
  const { Name } = asking.of;
  if (asking.what === 'delete') {
    return (
      <DeleteDialog
        title={text.deleteTitle(Name)}
        consequences={text.deleteConsequences}
        onDelete={async () => {
          await extension('DeleteAdministrator', { Name });
          await reload('administrators');
        }}
        onDone={() => {
          onClose();
          notices.success(text.deleted(Name));
        }}
        onCancel={onClose}
      />
    );
  }
  const isReset = asking.what === 'reset';
  return (
    <ConfirmDialog
      title={isReset ? text.resetTitle(Name) : text.endTitle(Name)}
      action={isReset ? text.reset : text.end}
      onConfirm={async () => {
        if (isReset) {
          const { SetUpLink: link } = await extension('ResetAdministrator', { Name });
          onLink({ name: Name, link });
        } else {
          await extension('EndAdministratorSessions', { Name });
        }
        await reload('administrators');
      }}
      onDone={() => {
        onClose();
        if (!isReset) notices.success(text.ended);
      }}
      onCancel={onClose}
    >
      {isReset ? text.resetText : text.endText}
    </ConfirmDialog>
  );
}

const pools = (administrator: Administrator) => poolWords(administrator, text.allPools);

const COLUMNS: readonly Column<Administrator>[] = [
  {
    id: 'name',
    header: text.name,
    value: ({ Name }) => Name,
    cell: ({ Name, SetUpPending }) => (
      <>
        {Name} {SetUpPending ? <Badge color="blue">{text.pending}</Badge> : null}
      </>
    ),
  },
  { id: 'role', header: text.role, value: ({ Role }) => roleName(Role), cell: ({ Role }) => roleName(Role) },
  { id: 'pools', header: text.pools, value: pools, cell: pools },
  {
    id: 'totp',
    header: text.totpState,
    value: ({ TotpEnabled }) => (TotpEnabled ? text.authenticator : '-'),
    cell: ({ TotpEnabled }) => (TotpEnabled ? text.authenticator : '-'),
  },
  { id: 'sessions', header: text.sessions, value: ({ Sessions }) => Sessions, cell: ({ Sessions }) => String(Sessions) },
  {
    id: 'last',
    header: text.lastSignIn,
    value: ({ LastSignInDate }) => LastSignInDate,
    cell: ({ LastSignInDate }) => <DateText value={LastSignInDate} empty={text.never} />,
  },
  { id: 'created', header: text.created, isHidden: true, value: ({ CreateDate }) => CreateDate, cell: ({ CreateDate }) => <DateText value={CreateDate} /> },
];
