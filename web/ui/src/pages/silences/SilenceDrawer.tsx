import { Button, Checkbox, Drawer, NativeSelect, Textarea } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import type { WeirEvent } from '../../api/types';
import { Go } from '../../components/Go';
import { MatcherRows } from '../../components/matchers/MatcherRows';
import { useKnownLabels } from '../../components/matchers/useKnownLabels';
import { SeverityPill } from '../../components/Pill';
import { summaryOf } from '../events/text';
import { bodyOf, HOURS, matchersOf, type Silence, type SilenceForm } from './shape';

interface Props {
  /** The one that is changed; none for a new one. */
  silence?: Silence | undefined;
  initial: SilenceForm;
  onClose: () => void;
}

const GAP = { display: 'grid', gap: 12 } as const;

/** The firing events that the matchers match now, so that nobody silences more than they mean. */
function Preview({ form }: { form: SilenceForm }) {
  const { t, i18n } = useTranslation();
  const matchers = matchersOf(form);
  const preview = useQuery({
    queryKey: ['/api/v1/silences/preview', matchers],
    queryFn: () => send<{ events: WeirEvent[]; more: number }>('POST', '/api/v1/silences/preview', { matchers }),
    enabled: matchers.length > 0,
    retry: false,
  });
  if (matchers.length === 0) return null;
  if (preview.error) {
    return (
      <div role="alert" style={{ color: 'var(--w-critical)' }}>
        {preview.error.message}
      </div>
    );
  }
  const { events = [], more = 0 } = preview.data ?? {};
  return (
    <section aria-label={t('silences.preview')}>
      <b>{t('silences.silencesNow', { count: events.length + more })}</b>
      <ul style={{ paddingLeft: 0, listStyle: 'none', margin: '6px 0' }}>
        {events.slice(0, 8).map((event) => (
          <li key={event.id} className="row" style={{ padding: '2px 0' }}>
            <SeverityPill severity={event.severity} />
            <Go to={`/events/${event.id}`}>{summaryOf(event, i18n.language)}</Go>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Makes a silence or changes one; shows what it would silence before it does. */
export function SilenceDrawer({ silence, initial, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form, setForm] = useState(initial);
  const known = useKnownLabels();
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(form, Date.now());
      return silence
        ? send('PUT', addressOf('/api/v1/silences/{id}', { id: silence.id }), body)
        : send('POST', '/api/v1/silences', body);
    },
    onSuccess: () => {
      toasts.show({ message: t('silences.saved') });
      onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/silences'] }),
  });
  const hours = HOURS.includes(form.hours) ? HOURS : [form.hours, ...HOURS];
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={silence ? t('silences.change') : t('silences.new')}
    >
      <form
        style={GAP}
        onSubmit={(e) => {
          e.preventDefault();
          save.mutate();
        }}
      >
        {save.error && (
          <div role="alert" style={{ color: 'var(--w-critical)' }}>
            {save.error.message}
          </div>
        )}
        <MatcherRows
          legend={t('silences.matchers')}
          rows={form.matchers}
          onChange={(matchers) => setForm({ ...form, matchers })}
          known={known}
        />
        {form.eventId && (
          <Checkbox
            label={t('silences.untilResolved')}
            checked={form.untilResolved}
            onChange={(e) => setForm({ ...form, untilResolved: e.currentTarget.checked })}
          />
        )}
        {!(form.untilResolved && form.eventId) && (
          <NativeSelect
            label={t('silences.duration')}
            data={hours.map((count) => ({ value: String(count), label: t('silences.hours', { count }) }))}
            value={String(form.hours)}
            onChange={(e) => setForm({ ...form, hours: Number(e.currentTarget.value) })}
          />
        )}
        <Textarea
          label={t('silences.comment')}
          placeholder={t('silences.commentHint')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4000}
          required
          value={form.comment}
          onChange={(e) => setForm({ ...form, comment: e.currentTarget.value })}
        />
        <Preview form={form} />
        <div className="row wrap">
          <Button type="submit" loading={save.isPending}>
            {t('silences.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('policies.cancel')}
          </Button>
        </div>
      </form>
    </Drawer>
  );
}
