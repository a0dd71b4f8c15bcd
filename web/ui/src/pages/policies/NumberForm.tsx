import {
  Autocomplete,
  Button,
  NumberInput,
  SegmentedControl,
  Select,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReceiversField, SeverityField } from './fields';
import { labelsOf, labelText, METRICS, NEW_CONDITION, type NumberCondition, type NumberPolicy, SIGNS } from './shape';

interface Props {
  policy: NumberPolicy;
  faults: Record<string, string>;
  onChange: (policy: NumberPolicy) => void;
}

const intOf = (value: string | number) =>
  typeof value === 'number' ? Math.trunc(value) : Number.parseInt(value, 10) || 0;

export function NumberForm({ policy, faults, onChange }: Props) {
  const { t } = useTranslation();
  const [labels, setLabels] = useState(labelText(policy.subjects.labels));
  const set = (patch: Partial<NumberPolicy>) => onChange({ ...policy, ...patch });
  const setCondition = (index: number, patch: Partial<NumberCondition>) =>
    set({ conditions: policy.conditions.map((one, i) => (i === index ? { ...one, ...patch } : one)) });
  const starting = (start: string) => Object.entries(faults).find(([place]) => place.startsWith(start))?.[1];
  return (
    <>
      <TagsInput
        label={t('policies.names')}
        placeholder={policy.subjects.names.length ? '' : t('policies.anyName')}
        value={policy.subjects.names}
        onChange={(names) => set({ subjects: { ...policy.subjects, names } })}
        error={starting('subjects.names')}
      />
      <TextInput
        label={t('policies.labels')}
        placeholder="cluster=prod, team=payments"
        value={labels}
        onChange={(e) => {
          setLabels(e.currentTarget.value);
          set({ subjects: { ...policy.subjects, labels: labelsOf(e.currentTarget.value) } });
        }}
        error={starting('subjects.labels')}
      />
      <div className="row wrap">
        <b>{t('policies.conditions')}</b>
        <span className="grow" />
        {policy.conditions.length > 1 && (
          <SegmentedControl
            data={(['ANY', 'ALL'] as const).map((value) => ({ value, label: t(`policies.match.${value}`) }))}
            value={policy.match}
            onChange={(match) => set({ match: match as NumberPolicy['match'] })}
          />
        )}
      </div>
      {policy.conditions.map((condition, index) => (
        <fieldset key={index} style={{ border: '1px solid var(--w-line)', borderRadius: 4, display: 'grid', gap: 8 }}>
          <legend className="dim">{index + 1}</legend>
          <Autocomplete
            label={t('policies.metric')}
            data={METRICS}
            value={condition.metric}
            onChange={(metric) => setCondition(index, { metric })}
            error={faults[`conditions[${index}].metric`]}
          />
          <div className="row wrap">
            <Select
              aria-label={t('policies.against')}
              data={(['VALUE', 'PREVIOUS'] as const).map((value) => ({ value, label: t(`policies.compare.${value}`) }))}
              value={condition.against}
              onChange={(against) => against && setCondition(index, { against: against as NumberCondition['against'] })}
              w={190}
            />
            <Select
              aria-label={t('policies.comparison')}
              data={Object.entries(SIGNS).map(([value, label]) => ({ value, label }))}
              value={condition.comparison}
              onChange={(sign) => sign && setCondition(index, { comparison: sign as NumberCondition['comparison'] })}
              w={64}
            />
            <NumberInput
              aria-label={t('policies.threshold')}
              value={condition.threshold}
              onChange={(value) => setCondition(index, { threshold: Number(value) || 0 })}
              error={faults[`conditions[${index}].threshold`]}
              hideControls
              w={120}
            />
            {policy.conditions.length > 1 && (
              <Button
                variant="subtle"
                onClick={() => set({ conditions: policy.conditions.filter((_, i) => i !== index) })}
              >
                {t('policies.remove')}
              </Button>
            )}
          </div>
        </fieldset>
      ))}
      <div className="row">
        <Button
          variant="default"
          disabled={policy.conditions.length >= 10}
          onClick={() => set({ conditions: [...policy.conditions, NEW_CONDITION] })}
        >
          {t('policies.addCondition')}
        </Button>
      </div>
      <div className="row wrap" style={{ alignItems: 'flex-end' }}>
        <Select
          label={t('policies.granularity')}
          data={['1', '5']}
          value={String(policy.granularity)}
          onChange={(minutes) => minutes && set({ granularity: Number(minutes) })}
          error={faults.granularity}
          w={150}
        />
        <NumberInput
          label={t('policies.points')}
          value={policy.points}
          onChange={(points) => set({ points: intOf(points) })}
          error={faults.points}
          w={150}
        />
        <SeverityField value={policy.severity} onChange={(severity) => severity && set({ severity })} />
      </div>
      <ReceiversField value={policy.receivers} onChange={(receivers) => set({ receivers })} faults={faults} />
      <div className="row wrap" style={{ alignItems: 'flex-end', gap: 18 }}>
        <NumberInput
          label={t('policies.repeat')}
          value={policy.repeatHours}
          onChange={(repeatHours) => set({ repeatHours: intOf(repeatHours) })}
          error={faults.repeatHours}
          w={250}
        />
        <Switch
          label={t('policies.recovery')}
          checked={policy.notifyRecovery}
          onChange={(e) => set({ notifyRecovery: e.currentTarget.checked })}
        />
      </div>
    </>
  );
}
