import AppLayout from '@cloudscape-design/components/app-layout';
import { lazy, Suspense, useState } from 'react';
import { CONTENT } from '../ui/focus';
import { Notices } from '../ui/notices';
import { IdleDialog } from '../session/IdleDialog';
import { useIsStepUpAsked } from '../session/step-up';
import { CurrentPage } from './CurrentPage';
import { slotRef, useLayout } from './layout';
import { Navigation } from './Navigation';
import { Shortcuts } from './Shortcuts';
import { SkipLink } from './SkipLink';
import { Strips } from './Strips';
import { TopBar } from './TopBar';
import { useCallPanel } from './use-call-panel';

/** Loaded when it is opened for the first time: hardly the first thing that anybody does. */
const CallPanel = lazy(() => import('./CallPanel'));
const StepUpDialog = lazy(() => import('../session/StepUpDialog'));

/** What stands around every page. */
export function Shell() {
  const { content, hasHelp } = useLayout();
  const panel = useCallPanel();
  const isStepUpAsked = useIsStepUpAsked();
  const [navigation, setNavigation] = useState<boolean | undefined>(undefined);
  const [help, setHelp] = useState(false);
  // Wizards and forms have it closed until somebody opens it (ui 4.1), as narrow windows do.
  const isWide = content === 'default' || content === 'table';
  return (
    <>
      <SkipLink />
      <div id="top-bar">
        <TopBar />
      </div>
      <Strips />
      <AppLayout
        headerSelector="#top-bar"
        contentType={content}
        breadcrumbs={<div ref={slotRef.breadcrumbs} />}
        notifications={<Notices />}
        stickyNotifications
        navigation={<Navigation />}
        navigationOpen={navigation ?? (isWide && window.innerWidth > 768)}
        onNavigationChange={({ detail }) => setNavigation(detail.open)}
        tools={<div ref={slotRef.help} />}
        toolsHide={!hasHelp}
        toolsOpen={help}
        onToolsChange={({ detail }) => setHelp(detail.open)}
        {...(panel.isOpen ? { splitPanel: <Suspense fallback={null}><CallPanel /></Suspense> } : {})}
        splitPanelOpen={panel.isOpen}
        onSplitPanelToggle={({ detail }) => panel.setOpen(detail.open)}
        splitPanelPreferences={{ position: 'bottom' }}
        ariaLabels={{
          navigation: 'Side navigation',
          navigationToggle: 'Open side navigation',
          navigationClose: 'Close side navigation',
          tools: 'Help panel',
          toolsToggle: 'Open help panel',
          toolsClose: 'Close help panel',
          notifications: 'Notifications',
        }}
        content={
          <div id={CONTENT} tabIndex={-1}>
            <CurrentPage />
          </div>
        }
      />
      {isStepUpAsked ? (
        <Suspense fallback={null}>
          <StepUpDialog />
        </Suspense>
      ) : null}
      <IdleDialog />
      <Shortcuts />
    </>
  );
}
