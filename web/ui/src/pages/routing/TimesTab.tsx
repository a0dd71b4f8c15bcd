import { useTranslation } from 'react-i18next';
import { Cards } from './Cards';
import { type IntervalDoc, type NamedIntervals, type RouteDoc, renamedInterval } from './document';
import { IntervalDrawer } from './IntervalDrawer';
import type { Draft } from './useDraft';
import type { Fault } from './useFaults';

/** Such as `monday:friday 09:00-17:00 Asia/Shanghai`. */
function textOfPart(part: IntervalDoc): string {
  const times = part.times?.map((time) => `${time.start_time}–${time.end_time}`) ?? [];
  const lists = [part.weekdays, part.days_of_month, part.months, part.years, times];
  return [...lists.map((list) => list?.join(', ')), part.location].filter(Boolean).join(' · ');
}

const usesOf = (route: RouteDoc, name: string): number =>
  Number(route.mute_time_intervals?.includes(name) ?? false) +
  Number(route.active_time_intervals?.includes(name) ?? false) +
  (route.routes ?? []).reduce((sum, below) => sum + usesOf(below, name), 0);

interface Props {
  draft: Draft;
  faults: Fault[];
  may: boolean;
  open: number | null;
  onOpen: (index: number | null) => void;
}

/** Times with names, in which routes are silent, or speak only in them. */
export default function TimesTab({ draft, faults, may, open, onOpen }: Props) {
  const { t } = useTranslation();
  const { document } = draft;
  const all = document.time_intervals ?? [];
  const put = (next: NamedIntervals[], about?: string) => draft.change({ ...document, time_intervals: next }, about);
  const opened = open === null ? undefined : all[open];
  const place = `time_intervals[${open}]`;
  return (
    <>
      <Cards
        items={all}
        place="time_intervals"
        faults={faults}
        empty={{ title: t('routing.noTimes'), hint: t('routing.noTimesHint') }}
        render={(one) => (
          <>
            <b>{one.name || '?'}</b>
            {(one.time_intervals ?? []).map((part, i) => (
              <span key={i} className="mono">
                {textOfPart(part) || t('routing.always')}
              </span>
            ))}
            <span className="dim">{t('routing.uses', { count: usesOf(document.route, one.name) })}</span>
          </>
        )}
        onOpen={onOpen}
        add={
          may
            ? {
                label: t('routing.addInterval'),
                onClick: () => {
                  put([...all, { name: '', time_intervals: [{}] }]);
                  onOpen(all.length);
                },
              }
            : undefined
        }
      />
      {open !== null && opened && (
        <IntervalDrawer
          key={open}
          interval={opened}
          place={place}
          faults={faults}
          may={may}
          onRename={(name) => {
            // A name that another has already would take that one's routes along at the next letter.
            const renamed = all.map((one, i) => (i === open ? { ...one, name } : one));
            const shared = all.some((one, i) => i !== open && (one.name === opened.name || one.name === name));
            draft.change(
              shared ? { ...document, time_intervals: renamed } : renamedInterval(document, opened.name, name),
              place,
            );
          }}
          onChange={(next) =>
            put(
              all.map((one, i) => (i === open ? next : one)),
              place,
            )
          }
          onRemove={() => {
            onOpen(null);
            put(all.filter((_, i) => i !== open));
          }}
          onClose={() => onOpen(null)}
        />
      )}
    </>
  );
}
