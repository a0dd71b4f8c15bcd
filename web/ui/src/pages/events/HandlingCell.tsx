import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { useMay } from '../../app/SessionGate';
import { Pill } from '../../components/Pill';
import { HandlingPanel } from './HandlingPanel';

export function Flapping() {
  const { t } = useTranslation();
  return (
    <Pill tone="warning" title={t('events.flappingHint')}>
      {t('events.flapping')}
    </Pill>
  );
}

/** Who handles an event, in a table; it opens what can be done about it. */
export function HandlingCell({ event }: { event: WeirEvent }) {
  const { t } = useTranslation();
  const may = useMay('handle_events');
  const [opened, { open, close }] = useDisclosure(false);
  const { acknowledgement, assignment } = event;
  const over = event.state === 'resolved';
  if (!may && !acknowledgement && !assignment) return null;
  const label = assignment?.assignee ?? (acknowledgement ? `✓ ${acknowledgement.by}` : t('events.acknowledge'));
  const title = [
    acknowledgement && t('events.acknowledgedBy', { name: acknowledgement.by }),
    acknowledgement?.note,
    assignment && t('events.assignedTo', { name: assignment.assignee }),
  ];
  const handled = acknowledgement || assignment;
  return (
    <>
      <Button
        size="compact-xs"
        variant={handled || over ? 'subtle' : 'default'}
        color={handled ? undefined : 'gray'}
        onClick={open}
        title={title.filter(Boolean).join('\n') || undefined}
        aria-label={handled ? undefined : t('events.acknowledgeOne', { name: event.rule })}
        style={{ maxWidth: 128 }}
      >
        {acknowledgement && assignment ? `✓ ${label}` : label}
      </Button>
      <Modal opened={opened} onClose={close} title={`${t('events.handling')}: ${event.rule}`}>
        <p className="dim" style={{ marginTop: 0 }}>
          {event.summary}
        </p>
        <HandlingPanel event={event} onDone={close} />
      </Modal>
    </>
  );
}
