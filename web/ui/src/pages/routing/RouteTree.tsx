import { ActionIcon, Menu } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { Pill } from '../../components/Pill';
import {
  DEFAULTS,
  type Effective,
  effective,
  NOBODY,
  placeOf,
  type RouteDoc,
  type RoutingTest,
  type Way,
  wayOf,
} from './document';
import css from './routing.module.css';
import type { Fault } from './useFaults';

export interface RouteActions {
  open: (way: Way) => void;
  add: (above: Way) => void;
  remove: (way: Way) => void;
  shift: (way: Way, by: 1 | -1) => void;
}

interface Shared {
  test: RoutingTest | undefined;
  faults: Fault[];
  may: boolean;
  actions: RouteActions;
}

const FACTS = ['group_by', 'group_wait', 'group_interval', 'repeat_interval'] as const;

function Facts({ route, all, root }: { route: RouteDoc; all: Effective; root: boolean }) {
  const { t } = useTranslation();
  const origin = t(root ? 'routing.byDefault' : 'routing.inherited');
  return (
    <div className={css.facts}>
      {FACTS.map((key) => {
        const value = all[key];
        const own = Boolean(route[key]?.length);
        return (
          <span key={key} className={own ? undefined : css.inherited} title={own ? undefined : origin}>
            {t(`routing.facts.${key}`)} {Array.isArray(value) ? value.join(', ') || t('routing.nothing') : value}
          </span>
        );
      })}
      {all.escalate.length > 0 && (
        <span className={route.escalate ? undefined : css.inherited} title={route.escalate ? undefined : origin}>
          {all.escalate.map(({ after, receiver }) => t('maintenance.escalates', { after, receiver })).join(', ')}
        </span>
      )}
      {route.mute_time_intervals?.length ? (
        <span>
          {t('routing.muted')} {route.mute_time_intervals.join(', ')}
        </span>
      ) : null}
      {route.active_time_intervals?.length ? (
        <span>
          {t('routing.only')} {route.active_time_intervals.join(', ')}
        </span>
      ) : null}
    </div>
  );
}

function Actions({ way, actions }: { way: Way; actions: RouteActions }) {
  const { t } = useTranslation();
  const root = way.length === 0;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('routing.actions')} size="sm">
          <Icon name="menu" size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => actions.open(way)}>{t('routing.edit')}</Menu.Item>
        <Menu.Item onClick={() => actions.add(way)}>{t('routing.addBelow')}</Menu.Item>
        {!root && (
          <>
            <Menu.Item onClick={() => actions.shift(way, -1)}>{t('routing.up')}</Menu.Item>
            <Menu.Item onClick={() => actions.shift(way, 1)}>{t('routing.down')}</Menu.Item>
            <Menu.Item color="red" onClick={() => actions.remove(way)}>
              {t('routing.remove')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Node({ route, way, above, shared }: { route: RouteDoc; way: Way; above: Effective; shared: Shared }) {
  const { t } = useTranslation();
  const { test, faults, may, actions } = shared;
  const all = effective(route, above);
  const place = placeOf(way);
  const step = test?.steps.find((one) => one.place === place);
  const wrong = faults.filter((fault) => wayOf(fault.place)?.join() === way.join() && fault.place.startsWith('route'));
  const matchers =
    way.length === 0 ? t('routing.everything') : route.matchers?.join(', ') || t('routing.everythingElse');
  return (
    <li>
      <div className={css.node} data-verdict={step?.verdict} data-wrong={wrong.length > 0 || undefined}>
        <div className={css.head}>
          <button type="button" className={css.open} data-way={way.join('.')} onClick={() => actions.open(way)}>
            <span className="mono">{matchers}</span>
            <span aria-hidden>→</span>
            <b
              className={route.receiver ? undefined : css.inherited}
              title={route.receiver ? '' : t('routing.inherited')}
            >
              {all.receiver === NOBODY ? t('routing.nobody') : all.receiver || '?'}
            </b>
          </button>
          {route.continue && <Pill tone="info">{t('routing.goesOn')}</Pill>}
          {may && <Actions way={way} actions={actions} />}
        </div>
        <Facts route={route} all={all} root={way.length === 0} />
        {wrong.map((fault) => (
          <div key={fault.place + fault.message} role="alert" className={css.wrong}>
            <span className="mono">{fault.place.slice(place.length + 1)}</span> {fault.message}
          </div>
        ))}
        {step && (
          <div className={css.verdict}>
            <b>{t(`routing.verdicts.${step.verdict}`)}</b> <span className="dim">{step.why}</span>
          </div>
        )}
      </div>
      {route.routes?.length ? (
        <ul>
          {route.routes.map((below, index) => (
            <Node key={index} route={below} way={[...way, index]} above={all} shared={shared} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

interface Props extends Shared {
  root: RouteDoc;
}

/** The routes as a tree: arrows go from one to the next, Alt and arrows move one, + adds below, Delete takes out. */
export function RouteTree({ root, ...shared }: Props) {
  const { t } = useTranslation();
  const tree = useRef<HTMLUListElement>(null);
  const keys = (event: KeyboardEvent) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>('[data-way]');
    if (!here || event.ctrlKey || event.metaKey) return;
    const way = here.dataset.way ? here.dataset.way.split('.').map(Number) : [];
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const { may, actions } = shared;
    if (by !== 0 && event.altKey && may) actions.shift(way, by);
    else if (by !== 0) {
      const all = [...(tree.current?.querySelectorAll<HTMLElement>('[data-way]') ?? [])];
      all[all.indexOf(here) + by]?.focus();
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && may && way.length > 0) actions.remove(way);
    else if (event.key === '+' && may) actions.add(way);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <ul className={css.tree} ref={tree} onKeyDown={keys} aria-label={t('routing.tree')}>
        <Node route={root} way={[]} above={DEFAULTS} shared={shared} />
      </ul>
      {shared.may && <p className={`${css.keys} faint`}>{t('routing.keys')}</p>}
    </>
  );
}
