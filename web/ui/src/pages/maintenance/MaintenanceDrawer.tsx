import { Button, Checkbox, Drawer, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { notifications as toasts } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, send } from '../../api/client';
import { MatcherRows } from '../../components/matchers/MatcherRows';
import { useKnownLabels } from '../../components/matchers/useKnownLabels';
import { MaintenanceHistory } from './MaintenanceHistory';
import { bodyOf, type MaintenanceForm, WEEKDAYS, type Weekday, type Window, wordsOf } from './shape';

interface Props {
  /** The one that is changed; none for a new one. */
  window?: Window | undefined;
  initial: MaintenanceForm;
  onClose: () => void;
}

const GAP = { display: 'grid', gap: 12 } as const;

interface PartProps {
  form: MaintenanceForm;
  set: (part: Partial<MaintenanceForm>) => void;
}

/** 2026-11-22 is a Sunday. */
const dayName = (day: number, language: string) =>
  new Date(Date.UTC(2026, 10, 22 + day)).toLocaleDateString(language, { weekday: 'short', timeZone: 'UTC' });

function Again({ form, set }: PartProps) {
  const { t, i18n } = useTranslation();
  if (form.other) {
    return (
      <div>
        <div className="mono">{wordsOf(form.other)}</div>
        <div className="dim">{t('maintenance.other')}</div>
      </div>
    );
  }
  return (
    <>
      <Checkbox.Group
        label={t('maintenance.weekdays')}
        description={form.weekdays.length === 0 ? t('maintenance.daily') : undefined}
        value={form.weekdays}
        onChange={(days) => set({ weekdays: WEEKDAYS.filter((day) => days.includes(day)) as Weekday[] })}
      >
        <div className="row wrap" style={{ paddingTop: 4 }}>
          {WEEKDAYS.map((day, i) => (
            <Checkbox key={day} value={day} label={dayName(i, i18n.language)} />
          ))}
        </div>
      </Checkbox.Group>
      <div className="row wrap" style={{ alignItems: 'flex-end' }}>
        <TextInput
          type="time"
          label={t('maintenance.from')}
          required
          value={form.start}
          onChange={(e) => set({ start: e.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('maintenance.to')}
          required
          value={form.end}
          onChange={(e) => set({ end: e.currentTarget.value })}
        />
        <TextInput
          label={t('maintenance.zone')}
          required
          value={form.zone}
          onChange={(e) => set({ zone: e.currentTarget.value })}
        />
      </div>
    </>
  );
}

function Once({ form, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <div className="row wrap">
      <TextInput
        type="datetime-local"
        label={t('maintenance.from')}
        required
        value={form.from}
        onChange={(e) => set({ from: e.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('maintenance.to')}
        required
        value={form.to}
        onChange={(e) => set({ to: e.currentTarget.value })}
      />
    </div>
  );
}

/** Makes a maintenance window or changes one, and shows its versions. */
export function MaintenanceDrawer({ window, initial, onClose }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form, setForm] = useState(initial);
  const known = useKnownLabels();
  const set = (part: Partial<MaintenanceForm>) => setForm((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(form, window);
      return window
        ? send('PUT', addressOf('/api/v1/maintenance/{id}', { id: window.id }), body, {
            'If-Match': `"${window.version}"`,
          })
        : send('POST', '/api/v1/maintenance', body);
    },
    onSuccess: () => {
      toasts.show({ message: t('maintenance.saved') });
      onClose();
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['/api/v1/maintenance'] }),
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={window ? t('maintenance.change') : t('maintenance.new')}
    >
      <form
        style={GAP}
        onSubmit={(e) => {
          e.preventDefault();
          save.mutate();
        }}
      >
        {save.error && (
          <div role="alert" style={{ color: 'var(--w-critical)', whiteSpace: 'pre-line' }}>
            {save.error.message}
          </div>
        )}
        <TextInput
          label={t('maintenance.name')}
          placeholder={t('maintenance.nameHint')}
          required
          maxLength={100}
          value={form.name}
          onChange={(e) => set({ name: e.currentTarget.value })}
        />
        <MatcherRows
          legend={t('maintenance.matchers')}
          rows={form.matchers}
          onChange={(matchers) => set({ matchers })}
          known={known}
        />
        <SegmentedControl
          aria-label={t('maintenance.kind')}
          value={form.again ? 'again' : 'once'}
          onChange={(kind) => set({ again: kind === 'again' })}
          data={(['once', 'again'] as const).map((kind) => ({ value: kind, label: t(`maintenance.${kind}`) }))}
        />
        {form.again ? <Again form={form} set={set} /> : <Once form={form} set={set} />}
        <Textarea
          label={t('maintenance.comment')}
          autosize
          minRows={1}
          maxRows={6}
          maxLength={4000}
          value={form.comment}
          onChange={(e) => set({ comment: e.currentTarget.value })}
        />
        <div className="row wrap">
          <Button type="submit" loading={save.isPending}>
            {t('maintenance.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('policies.cancel')}
          </Button>
        </div>
      </form>
      {window && <MaintenanceHistory id={window.id} />}
    </Drawer>
  );
}
