import { MultiSelect, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MatcherRows } from '../../components/matchers/MatcherRows';
import { rowOf, textOf } from '../../components/matchers/matcher';
import { useKnownLabels } from '../../components/matchers/useKnownLabels';
import {
  changed,
  faultAt,
  inheritedAt,
  moved,
  NOBODY,
  placeOf,
  type RouteDoc,
  routeAt,
  type Way,
  waysOf,
} from './document';
import { EscalationRows } from './EscalationRows';
import { PartDrawer } from './PartDrawer';
import css from './routing.module.css';
import type { Draft } from './useDraft';
import type { Fault } from './useFaults';

interface Props {
  way: Way;
  draft: Draft;
  faults: Fault[];
  receivers: string[];
  may: boolean;
  onMoved: (way: Way) => void;
  onRemove: () => void;
  onClose: () => void;
}

const TIMINGS = ['group_wait', 'group_interval', 'repeat_interval'] as const;
const encode = (way: Way) => way.join('.') || 'root';

/** One route as a form. What is changed stands in the draft at once; what the server would refuse stands at its field. */
export function RouteDrawer({ way, draft, faults, receivers, may, onMoved, onRemove, onClose }: Props) {
  const { t } = useTranslation();
  const known = useKnownLabels();
  const { document } = draft;
  const route = routeAt(document.route, way) ?? {};
  const [rows, setRows] = useState(() => (route.matchers ?? []).map(rowOf));
  const above = inheritedAt(document.route, way);
  const root = way.length === 0;
  const place = placeOf(way);
  const fault = (key: string) => faultAt(faults, `${place}.${key}`);
  const set = (part: Partial<RouteDoc>) =>
    draft.change({ ...document, route: changed(document.route, way, part) }, place);
  const intervals = (document.time_intervals ?? []).map((one) => one.name);
  const name = (one: Way) => {
    const matchers = routeAt(document.route, one)?.matchers?.join(', ');
    return one.length === 0
      ? t('routing.everything')
      : `${'  '.repeat(one.length)}${matchers || t('routing.everythingElse')}`;
  };
  // A route cannot stand below itself.
  const places = waysOf(document.route).filter((one) => !way.every((index, i) => one[i] === index));
  const receiverName = (one: string) => (one === NOBODY ? t('routing.nobody') : one);
  return (
    <PartDrawer
      title={root ? t('routing.rootRoute') : t('routing.route')}
      may={may}
      onRemove={root ? undefined : onRemove}
      onClose={onClose}
    >
      {!root && (
        <>
          <MatcherRows
            legend={t('routing.matchers')}
            rows={rows}
            known={known}
            faultOf={(index) => faults.find((one) => one.place === `${place}.matchers[${index}]`)?.message}
            onChange={(next) => {
              setRows(next);
              set({ matchers: next.filter((row) => row.name.trim() !== '').map(textOf) });
            }}
          />
          {rows.length === 0 && <span className="dim">{t('routing.noMatchers')}</span>}
        </>
      )}
      <Select
        label={t('routing.receiver')}
        placeholder={above.receiver ? t('routing.asAbove', { value: receiverName(above.receiver) }) : ''}
        data={[...new Set([...receivers, NOBODY, ...(route.receiver ? [route.receiver] : [])])].map((value) => ({
          value,
          label: receiverName(value),
        }))}
        value={route.receiver ?? null}
        onChange={(receiver) => set({ receiver: receiver ?? undefined })}
        clearable={!root}
        searchable
        error={fault('receiver')}
      />
      <TagsInput
        label={t('routing.groupBy')}
        description={t('routing.groupByHint')}
        placeholder={
          route.group_by?.length
            ? ''
            : t('routing.asAbove', { value: above.group_by.join(', ') || t('routing.nothing') })
        }
        data={['...', ...Object.keys(known).sort()]}
        value={route.group_by ?? []}
        onChange={(group_by) => set({ group_by })}
        error={fault('group_by')}
      />
      <div className={css.timings}>
        {TIMINGS.map((key) => (
          <TextInput
            key={key}
            label={t(`routing.timings.${key}`)}
            placeholder={above[key]}
            value={route[key] ?? ''}
            onChange={(e) => set({ [key]: e.currentTarget.value.trim() })}
            error={fault(key)}
          />
        ))}
      </div>
      <EscalationRows
        rows={route.escalate}
        above={above.escalate}
        receivers={receivers}
        fault={fault('escalate')}
        onChange={(escalate) => set({ escalate })}
      />
      {!root && (
        <>
          <Switch
            label={t('routing.continue')}
            description={t('routing.continueHint')}
            checked={route.continue ?? false}
            onChange={(e) => set({ continue: e.currentTarget.checked })}
          />
          {(['mute_time_intervals', 'active_time_intervals'] as const).map((key) => (
            <MultiSelect
              key={key}
              label={t(`routing.${key}`)}
              placeholder={route[key]?.length ? '' : t(intervals.length ? 'routing.never' : 'routing.noIntervals')}
              data={[...new Set([...intervals, ...(route[key] ?? [])])]}
              value={route[key] ?? []}
              onChange={(names) => set({ [key]: names })}
              error={fault(key)}
            />
          ))}
          <Select
            label={t('routing.below')}
            data={places.map((one) => ({ value: encode(one), label: name(one) }))}
            value={encode(way.slice(0, -1))}
            onChange={(value) => {
              const target = places.find((one) => encode(one) === value);
              const next = target && moved(document.route, way, target);
              if (!next || value === encode(way.slice(0, -1))) return;
              draft.change({ ...document, route: next.root });
              onMoved(next.way);
            }}
            allowDeselect={false}
          />
        </>
      )}
    </PartDrawer>
  );
}
