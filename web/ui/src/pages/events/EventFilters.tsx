import { Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/client';
import { useApi } from '../../api/useApi';
import { Icon } from '../../components/icons';
import { useRange } from '../../time/useRange';
import { type StateOf, text } from '../../url/urlState';

export const EVENT_SHAPE = {
  state: text(),
  severity: text(),
  rule: text(),
  job: text(),
  q: text(),
  acknowledged: text(),
  assignee: text(),
};
export type EventFilter = StateOf<typeof EVENT_SHAPE>;

interface Props {
  filter: EventFilter;
  onChange: (patch: Partial<EventFilter>) => void;
}

export function EventFilters({ filter, onChange }: Props) {
  const { t } = useTranslation();
  const { from, to } = useRange();
  const rules = useApi('/api/v1/rules', { every: 60_000 });
  const jobs = useApi('/api/v1/jobs', { every: 60_000 });
  const names = [...new Set((jobs.data ?? []).map((job) => job.name))].sort();
  const choose = (name: keyof EventFilter) => (value: string | null) => onChange({ [name]: value ?? '' });
  return (
    <div className="row wrap" style={{ padding: '14px 0 8px' }} role="search">
      <TextInput
        data-search
        leftSection={<Icon name="search" size={14} />}
        placeholder={t('events.search')}
        aria-label={t('events.search')}
        value={filter.q}
        onChange={(e) => onChange({ q: e.currentTarget.value })}
      />
      <Select
        aria-label={t('events.state')}
        placeholder={t('events.anyState')}
        data={(['firing', 'pending', 'resolved'] as const).map((value) => ({ value, label: t(`eventState.${value}`) }))}
        value={filter.state || null}
        onChange={choose('state')}
        clearable
        w={124}
      />
      <Select
        aria-label={t('events.severity')}
        placeholder={t('events.anySeverity')}
        data={(['CRITICAL', 'WARNING', 'INFO'] as const).map((value) => ({ value, label: t(`severity.${value}`) }))}
        value={filter.severity || null}
        onChange={choose('severity')}
        clearable
        w={124}
      />
      <Select
        aria-label={t('events.rule')}
        placeholder={t('events.anyRule')}
        data={(rules.data ?? []).map((rule) => rule.name)}
        value={filter.rule || null}
        onChange={choose('rule')}
        clearable
        searchable
        w={210}
      />
      <Select
        aria-label={t('events.job')}
        placeholder={t('events.anyJob')}
        data={names}
        value={filter.job || null}
        onChange={choose('job')}
        clearable
        searchable
        w={150}
      />
      <Select
        aria-label={t('events.handling')}
        placeholder={t('events.anyHandling')}
        data={[
          { value: 'false', label: t('events.unacknowledged') },
          { value: 'true', label: t('events.acknowledged') },
        ]}
        value={filter.acknowledged || null}
        onChange={choose('acknowledged')}
        clearable
        w={150}
      />
      <TextInput
        placeholder={t('events.assignee')}
        aria-label={t('events.assignee')}
        value={filter.assignee}
        onChange={(e) => onChange({ assignee: e.currentTarget.value })}
        w={120}
      />
      <span className="grow" />
      <Button
        component="a"
        variant="default"
        href={addressOf('/api/v1/events', {}, { ...filter, from, to, limit: 1000, format: 'csv' })}
        download="weir-events.csv"
        leftSection={<Icon name="download" size={14} />}
      >
        CSV
      </Button>
    </div>
  );
}
