import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation, useSearchParams } from 'react-router';
import { useFiring } from '../api/useFiring';
import type { StreamState } from '../api/useStream';
import { Icon, Logo } from '../components/icons';
import { keepRange } from '../url/urlState';
import { type PageEntry, pagesFor } from './pages';
import { useSession } from './SessionGate';
import css from './shell.module.css';

const IN_BAR = 4;

/** A job's page lies under its cluster in the address, and under the jobs in a person's mind. */
function belongsTo(path: string, pathname: string): boolean {
  if (/^\/clusters\/[^/]+\/jobs\//.test(pathname)) return path === '/jobs';
  return path === '/' ? pathname === '/' : pathname.startsWith(path);
}

function Entry({ page, firing }: { page: PageEntry; firing: number }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  return (
    <Link
      to={keepRange(page.path, search)}
      className={css.entry}
      aria-current={belongsTo(page.path, pathname) ? 'page' : undefined}
      title={`g ${page.key}`}
    >
      <Icon name={page.name} size={17} />
      <span>{t(`nav.${page.name}`)}</span>
      {page.name === 'events' && firing > 0 && (
        <b className={css.count}>
          <span className="sr">{t('nav.firing', { count: firing })}</span>
          <span aria-hidden="true">{firing}</span>
        </b>
      )}
    </Link>
  );
}

interface Props {
  live: StreamState | null;
  onHelp: () => void;
  onFind: () => void;
  onAbout: () => void;
}

/** The pages: a column at the side, or a bar below on a narrow window. */
export function Sidebar({ live, onHelp, onFind, onAbout }: Props) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { firing } = useFiring();
  const pages = pagesFor(useSession().workspaces);
  return (
    <nav className={css.side} aria-label={t('nav.pages')}>
      <NavLink to={keepRange('/', search)} className={css.brand} aria-label="Weir">
        <Logo />
        <span>Weir</span>
      </NavLink>
      <div className={css.entries}>
        {pages.map((page, i) => (
          <div key={page.path} className={i < IN_BAR ? css.inBar : css.notInBar}>
            <Entry page={page} firing={firing.length} />
          </div>
        ))}
        <Menu position="top-end">
          <Menu.Target>
            <button type="button" className={`${css.entry} ${css.more}`}>
              <Icon name="menu" size={17} />
              <span>{t('nav.more')}</span>
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {pages.slice(IN_BAR).map((page) => (
              <Menu.Item key={page.path} component={NavLink} to={keepRange(page.path, search)}>
                {t(`nav.${page.name}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={onFind}>{t('palette.open')}</Menu.Item>
            <Menu.Item onClick={onAbout}>{t('nav.about')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className={css.foot}>
        <button type="button" className={css.entry} onClick={onFind} title="Ctrl K">
          <Icon name="search" size={17} />
          <span>{t('palette.open')}</span>
        </button>
        <button type="button" className={css.entry} onClick={onHelp} title="?">
          <Icon name="help" size={17} />
          <span>{t('nav.help')}</span>
        </button>
        <button type="button" className={css.entry} onClick={onAbout}>
          {live && <i className={css.live} data-state={live} />}
          <span>{t(live ? `live.${live}` : 'nav.about')}</span>
        </button>
      </div>
    </nav>
  );
}
