import { Autocomplete, Button, NumberInput, Select, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ReceiversField, SeverityField } from './fields';
import { type EventMatcher, type EventPolicy, FIELDS, NEW_MATCHER, OPERATORS } from './shape';

interface Props {
  policy: EventPolicy;
  faults: Record<string, string>;
  onChange: (policy: EventPolicy) => void;
}

export function EventForm({ policy, faults, onChange }: Props) {
  const { t } = useTranslation();
  const set = (patch: Partial<EventPolicy>) => onChange({ ...policy, ...patch });
  const setMatcher = (index: number, patch: Partial<EventMatcher>) =>
    set({ matchers: policy.matchers.map((one, i) => (i === index ? { ...one, ...patch } : one)) });
  const starting = (start: string) => Object.entries(faults).find(([place]) => place.startsWith(start))?.[1];
  return (
    <>
      <b>{t('policies.matchers')}</b>
      {policy.matchers.map((matcher, index) => (
        <div key={index} className="row wrap" style={{ alignItems: 'flex-start' }}>
          <Autocomplete
            aria-label={t('policies.field')}
            data={FIELDS}
            value={matcher.field}
            onChange={(field) => setMatcher(index, { field })}
            error={faults[`matchers[${index}].field`]}
            w={130}
          />
          <Select
            aria-label={t('policies.comparison')}
            data={OPERATORS.map((value) => ({ value, label: t(`policies.operator.${value}`) }))}
            value={matcher.operator}
            onChange={(operator) => operator && setMatcher(index, { operator: operator as EventMatcher['operator'] })}
            w={140}
          />
          <TagsInput
            aria-label={t('policies.values')}
            placeholder={matcher.values.length ? '' : t('policies.values')}
            value={matcher.values}
            onChange={(values) => setMatcher(index, { values })}
            error={starting(`matchers[${index}].values`)}
            style={{ flex: 1, minWidth: 140 }}
          />
          {policy.matchers.length > 1 && (
            <Button variant="subtle" onClick={() => set({ matchers: policy.matchers.filter((_, i) => i !== index) })}>
              {t('policies.remove')}
            </Button>
          )}
        </div>
      ))}
      <div className="row">
        <Button
          variant="default"
          disabled={policy.matchers.length >= 20}
          onClick={() => set({ matchers: [...policy.matchers, NEW_MATCHER] })}
        >
          {t('policies.addMatcher')}
        </Button>
      </div>
      <div className="row wrap" style={{ alignItems: 'flex-start' }}>
        <SeverityField
          value={policy.severity}
          onChange={(severity) => set({ severity })}
          clearable
          error={faults.severity}
        />
        <NumberInput
          label={t('policies.order')}
          description={t('policies.orderHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={policy.order}
          onChange={(order) => set({ order: Math.trunc(Number(order)) || 0 })}
          error={faults.order}
          w={210}
        />
      </div>
      <ReceiversField value={policy.receivers} onChange={(receivers) => set({ receivers })} faults={faults} />
    </>
  );
}
