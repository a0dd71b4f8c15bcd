import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeirEvent } from '../../api/types';
import { useMay, useSession } from '../../app/SessionGate';
import { At } from '../../components/Time';
import { useHandling } from './useHandling';

const GAP = { display: 'grid', gap: 8 } as const;

/** Acknowledging an event and saying who looks after it; those who may only look are told who does. */
export function HandlingPanel({ event, onDone }: { event: WeirEvent; onDone?: () => void }) {
  const { t } = useTranslation();
  const { username } = useSession();
  const may = useMay('handle_events');
  const [note, setNote] = useState('');
  const [name, setName] = useState('');
  const handling = useHandling(event);
  const { acknowledgement, assignment } = event;
  const act = (action: Parameters<typeof handling.mutate>[0]) =>
    handling.mutate(action, {
      onSuccess: () => {
        setNote('');
        setName('');
        onDone?.();
      },
    });
  return (
    <div style={{ ...GAP, gap: 14 }}>
      {acknowledgement ? (
        <div>
          <b>{t('events.acknowledgedBy', { name: acknowledgement.by })}</b> <At at={acknowledgement.at} />
          {acknowledgement.note && (
            <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{acknowledgement.note}</div>
          )}
          {may && (
            <Button variant="subtle" size="compact-xs" onClick={() => act({ unacknowledge: true })}>
              {t('events.unacknowledge')}
            </Button>
          )}
        </div>
      ) : may ? (
        <form
          style={GAP}
          onSubmit={(e) => {
            e.preventDefault();
            act({ acknowledge: { note } });
          }}
        >
          <Textarea
            label={t('events.note')}
            placeholder={t('events.noteHint')}
            autosize
            minRows={1}
            maxRows={6}
            maxLength={4000}
            value={note}
            onChange={(e) => setNote(e.currentTarget.value)}
          />
          <Button type="submit" loading={handling.isPending} style={{ justifySelf: 'start' }}>
            {t('events.acknowledge')}
          </Button>
        </form>
      ) : (
        <span className="faint">{t('events.unacknowledged')}</span>
      )}
      <div style={GAP}>
        <div className="row wrap">
          {assignment ? <b>{t('events.assignedTo', { name: assignment.assignee })}</b> : t('events.nobody')}
          {assignment && may && (
            <Button variant="subtle" size="compact-xs" onClick={() => act({ assign: { assignee: '' } })}>
              {t('events.release')}
            </Button>
          )}
        </div>
        {may && (
          <form
            className="row wrap"
            onSubmit={(e) => {
              e.preventDefault();
              if (name.trim()) act({ assign: { assignee: name } });
            }}
          >
            <TextInput
              aria-label={t('events.assignee')}
              placeholder={t('events.assignee')}
              maxLength={200}
              value={name}
              onChange={(e) => setName(e.currentTarget.value)}
              w={130}
            />
            <Button type="submit" variant="default" disabled={!name.trim()}>
              {t('events.assign')}
            </Button>
            {assignment?.assignee !== username && (
              <Button variant="default" onClick={() => act({ assign: { assignee: username } })}>
                {t('events.assignMe')}
              </Button>
            )}
          </form>
        )}
      </div>
    </div>
  );
}
