import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useWatches } from '../api/session';
import { useTitle } from '../api/useFiring';
import { DrillMenu } from './DrillMenu';
import { PageMenu } from './PageMenu';
import { RangePicker } from './RangePicker';
import { useSession } from './SessionGate';
import css from './shell.module.css';
import { UserMenu } from './UserMenu';
import { WorkspacePicker } from './WorkspacePicker';

/** Pages of what belongs to a workspace. */
const HOSTED = /^\/(deployments|artifacts)(\/|$)/;

interface Props {
  title: string;
  /** What stands before the title, such as the way back. */
  crumb?: ReactNode;
  /** What stands after the title, such as a state. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A page under its title, with the time range and the menus that every page has. */
export function Page({ title, crumb, beside, children }: Props) {
  useTitle(title);
  const { demo } = useSession();
  const watches = useWatches();
  const { pathname } = useLocation();
  return (
    <>
      <header className={css.top}>
        {crumb && <span className={css.crumb}>{crumb} /</span>}
        <h1>{title}</h1>
        {beside}
        <div className={css.tools}>
          {HOSTED.test(pathname) && <WorkspacePicker />}
          {demo && watches && <DrillMenu />}
          <RangePicker />
          <PageMenu title={title} />
          <UserMenu />
        </div>
      </header>
      {children}
    </>
  );
}
