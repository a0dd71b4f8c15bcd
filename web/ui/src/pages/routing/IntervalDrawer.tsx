import { ActionIcon, Autocomplete, Button, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { faultAt, type IntervalDoc, type NamedIntervals, tidy } from './document';
import { PartDrawer } from './PartDrawer';
import css from './routing.module.css';
import type { Fault } from './useFaults';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const OFFERED = {
  weekdays: ['monday:friday', 'saturday', 'sunday', ...DAYS.slice(0, 5)],
  days_of_month: ['1:5', '1:15', '-3:-1', '-1'],
  months: ['january:march', 'april:june', 'july:september', 'october:december'],
  years: [],
};
const RANGES = ['weekdays', 'days_of_month', 'months', 'years'] as const;
const ZONES = Intl.supportedValuesOf('timeZone');
const ZONES_OFFERED = 30;

interface PartProps {
  part: IntervalDoc;
  place: string;
  faults: Fault[];
  onChange: (part: IntervalDoc) => void;
}

function Part({ part, place, faults, onChange }: PartProps) {
  const { t } = useTranslation();
  const set = (change: Partial<IntervalDoc>) => onChange(tidy({ ...part, ...change }));
  const times = part.times ?? [];
  const setTime = (at: number, change: Partial<(typeof times)[number]>) =>
    set({ times: times.map((time, i) => (i === at ? { ...time, ...change } : time)) });
  return (
    <>
      <div className={css.times}>
        {times.map((time, i) => (
          <div key={i} className="row" style={{ alignItems: 'flex-start' }}>
            <TextInput
              aria-label={t('routing.from')}
              placeholder="09:00"
              value={time.start_time}
              onChange={(e) => setTime(i, { start_time: e.currentTarget.value })}
              error={faultAt(faults, `${place}.times[${i}]`)}
              className="grow"
            />
            <TextInput
              aria-label={t('routing.to')}
              placeholder="17:00"
              value={time.end_time}
              onChange={(e) => setTime(i, { end_time: e.currentTarget.value })}
              className="grow"
            />
            <ActionIcon
              aria-label={t('routing.removeTime')}
              onClick={() => set({ times: times.filter((_, j) => j !== i) })}
            >
              ×
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ justifySelf: 'start' }}
          onClick={() => set({ times: [...times, { start_time: '09:00', end_time: '17:00' }] })}
        >
          {t('routing.addTime')}
        </Button>
      </div>
      {RANGES.map((key) => (
        <TagsInput
          key={key}
          label={t(`routing.${key}`)}
          placeholder={part[key]?.length ? '' : t('routing.every')}
          data={OFFERED[key]}
          value={part[key] ?? []}
          onChange={(values) => set({ [key]: values.map((value) => value.toLowerCase()) })}
          error={faultAt(faults, `${place}.${key}`)}
        />
      ))}
      <Autocomplete
        label={t('routing.zone')}
        placeholder="UTC"
        data={ZONES}
        limit={ZONES_OFFERED}
        value={part.location ?? ''}
        onChange={(location) => set({ location })}
        error={faultAt(faults, `${place}.location`)}
      />
    </>
  );
}

interface Props {
  interval: NamedIntervals;
  place: string;
  faults: Fault[];
  may: boolean;
  onRename: (name: string) => void;
  onChange: (interval: NamedIntervals) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** A time with a name: each part is a set of conditions that must all hold, and one part is enough. */
export function IntervalDrawer({ interval, place, faults, may, onRename, onChange, onRemove, onClose }: Props) {
  const { t } = useTranslation();
  const parts = interval.time_intervals ?? [];
  const put = (next: IntervalDoc[]) => onChange({ ...interval, time_intervals: next });
  return (
    <PartDrawer title={t('routing.interval')} may={may} onRemove={onRemove} onClose={onClose}>
      <TextInput
        label={t('routing.name')}
        value={interval.name}
        onChange={(e) => onRename(e.currentTarget.value)}
        error={faultAt(faults, `${place}.name`)}
      />
      {parts.map((part, i) => (
        <fieldset key={i} className={css.part}>
          <legend>
            {t('routing.part', { index: i + 1 })}{' '}
            <Button variant="subtle" color="red" size="compact-xs" onClick={() => put(parts.filter((_, j) => j !== i))}>
              {t('routing.remove')}
            </Button>
          </legend>
          <Part
            part={part}
            place={`${place}.time_intervals[${i}]`}
            faults={faults}
            onChange={(next) => put(parts.map((one, j) => (j === i ? next : one)))}
          />
        </fieldset>
      ))}
      <Button variant="default" style={{ justifySelf: 'start' }} onClick={() => put([...parts, {}])}>
        {t('routing.addPart')}
      </Button>
    </PartDrawer>
  );
}
