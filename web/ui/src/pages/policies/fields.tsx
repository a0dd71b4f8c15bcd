import { Select, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../api/types';

const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;

interface SeverityProps {
  value: Severity | null;
  onChange: (value: Severity | null) => void;
  clearable?: boolean;
  error?: string | undefined;
}

export function SeverityField({ value, onChange, clearable = false, error }: SeverityProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('events.severity')}
      placeholder={clearable ? t('policies.leftOpen') : ''}
      data={SEVERITIES.map((one) => ({ value: one, label: t(`severity.${one}`) }))}
      value={value}
      onChange={(chosen) => (chosen || clearable) && onChange(chosen as Severity | null)}
      clearable={clearable}
      error={error}
      w={150}
    />
  );
}

interface ReceiversProps {
  value: string[] | null;
  onChange: (value: string[] | null) => void;
  faults: Record<string, string>;
}

/** Who hears: everybody (or whoever else decides), nobody, or some by name. */
export function ReceiversField({ value, onChange, faults }: ReceiversProps) {
  const { t } = useTranslation();
  const choice = value === null ? 'open' : value.length === 0 ? 'nobody' : 'some';
  const fault = Object.entries(faults).find(([place]) => place.startsWith('receivers'))?.[1];
  return (
    <div className="row wrap" style={{ alignItems: 'flex-end' }}>
      <Select
        label={t('policies.receivers')}
        data={(['open', 'nobody', 'some'] as const).map((one) => ({ value: one, label: t(`policies.who.${one}`) }))}
        value={choice}
        onChange={(chosen) => onChange(chosen === 'open' ? null : chosen === 'nobody' ? [] : ['on-call'])}
        w={190}
      />
      {choice === 'some' && (
        <TagsInput
          aria-label={t('policies.receivers')}
          value={value ?? []}
          onChange={onChange}
          error={fault}
          style={{ flex: 1, minWidth: 180 }}
        />
      )}
    </div>
  );
}
