import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useResource } from '../../api/resource';
import { ApiFailure } from '../../api/failure';
import { getState } from '../../session/session-api';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { text } from './text';

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Version, licences, open-source notices (ui 6). */
export default function About() {
  const state = useResource(['server-state'], getState);
  const notices = useResource(['notices'], readNotices);
  return (
    <Page title={text.title} help={text.help}>
      <Container header={<Header variant="h2">{text.version}</Header>}>
        <FailureAlert failure={state.failure} onRetry={() => void state.reload()} />
        <KeyValuePairs
          columns={2}
          items={[
            { label: text.version, value: state.data?.Version ?? '-' },
            { label: text.mode, value: state.data?.Mode ?? '-' },
          ]}
        />
      </Container>
      <Container header={<Header variant="h2" description={text.noticesHint}>{text.notices}</Header>}>
        <FailureAlert failure={notices.failure} onRetry={() => void notices.reload()} />
        <SpaceBetween size="xxs">
          {(notices.data ?? []).map((notice) => (
            <ExpandableSection
              key={`${notice.name} ${notice.version}`}
              headerText={`${notice.name} ${notice.version}`}
              headerDescription={notice.licence}
            >
              <pre className="code" tabIndex={0} role="region" aria-label={`${text.licenceOf} ${notice.name}`}>
                {notice.text}
              </pre>
            </ExpandableSection>
          ))}
        </SpaceBetween>
      </Container>
    </Page>
  );
}

/** Made when the console is built, from what is in it. */
async function readNotices(): Promise<Notice[]> {
  const response = await fetch(`${import.meta.env.BASE_URL}notices.json`);
  if (!response.ok) {
    throw new ApiFailure('NotFound', text.noNotices, response.status, undefined, '', undefined);
  }
  return (await response.json()) as Notice[];
}
