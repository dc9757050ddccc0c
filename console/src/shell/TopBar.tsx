import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { callPanel } from '../api/calls';
import { chooseRegion, useRegion } from '../api/region';
import { href, navigate } from '../routing/router';
import { roleName } from '../session/permissions';
import { signOut, useSession } from '../session/session';
import { SearchBox } from './SearchBox';
import { changeSettings, useSettings } from './settings';
import { text } from './text';

export function TopBar() {
  const session = useSession();
  const settings = useSettings();
  const region = useRegion();
  const utilities: TopNavigationProps.Utility[] = [
    {
      type: 'button',
      iconName: 'script',
      text: text.calls,
      ariaLabel: text.calls,
      title: `${text.calls} (\\)`,
      onClick: () => callPanel.update((now) => ({ ...now, open: !now.open })),
    },
  ];
  if (session.Regions.length > 1) {
    utilities.push({
      type: 'menu-dropdown',
      text: region,
      ariaLabel: text.region(region),
      items: session.Regions.map((id) => ({ id, text: id })),
      onItemClick: ({ detail }) => {
        chooseRegion(detail.id);
        navigate(href('/user-pools'));
      },
    });
  }
  utilities.push(
    {
      type: 'menu-dropdown',
      iconName: 'settings',
      ariaLabel: text.settings,
      title: text.settings,
      items: [
        {
          id: 'modes',
          text: text.colours,
          items: (['system', 'light', 'dark'] as const).map((mode) => ({
            id: mode,
            text: text.mode[mode],
            itemType: 'checkbox' as const,
            checked: settings.mode === mode,
          })),
        },
        {
          id: 'others',
          text: text.display,
          items: [
            { id: 'compact', text: text.compact, itemType: 'checkbox', checked: settings.density === 'compact' },
            { id: 'utc', text: text.utc, itemType: 'checkbox', checked: settings.utc },
            { id: 'shortcuts', text: text.shortcuts, itemType: 'checkbox', checked: settings.shortcuts },
          ],
        },
      ],
      onItemClick: ({ detail }) => set(detail.id, detail.checked ?? true),
    },
    {
      type: 'menu-dropdown',
      iconName: 'user-profile',
      text: session.Name,
      description: roleName(session.Role),
      ariaLabel: text.account(session.Name),
      items: [{ id: 'sign-out', text: text.signOut }],
      onItemClick: () => void signOut(),
    },
  );
  return (
    <TopNavigation
      identity={{ href: href('/'), title: 'Gatehouse' }}
      search={<SearchBox />}
      utilities={utilities}
      i18nStrings={{
        searchIconAriaLabel: text.openSearch,
        searchDismissIconAriaLabel: text.closeSearch,
        overflowMenuTriggerText: text.more,
        overflowMenuTitleText: text.more,
        overflowMenuBackIconAriaLabel: text.back,
        overflowMenuDismissIconAriaLabel: text.close,
      }}
    />
  );
}

function set(id: string, checked: boolean): void {
  switch (id) {
    case 'system':
    case 'light':
    case 'dark':
      changeSettings({ mode: id });
      break;
    case 'compact':
      changeSettings({ density: checked ? 'compact' : 'comfortable' });
      break;
    case 'utc':
      changeSettings({ utc: checked });
      break;
    case 'shortcuts':
      changeSettings({ shortcuts: checked });
      break;
    default:
  }
}
