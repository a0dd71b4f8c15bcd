import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { integer } from '../../format/units';
import { type FlameNode, framesOf, shortName } from './flame';
import css from './scenes.module.css';

const ROW_PX = 19;

/** Callers above, what they call below; a click makes a frame the whole width. */
export function FlameGraph({ root }: { root: FlameNode }) {
  const { t } = useTranslation();
  const [top, setTop] = useState(root);
  const frames = framesOf(top);
  const rows = 1 + Math.max(...frames.map((frame) => frame.row));
  return (
    <>
      <p className="row wrap">
        <span className="dim">{t('scenes.samples', { count: top.value })}</span>
        {top !== root && (
          <Button size="compact-xs" variant="default" onClick={() => setTop(root)}>
            {t('scenes.zoomOut')}
          </Button>
        )}
      </p>
      <div className={css.flame} style={{ height: rows * ROW_PX }}>
        {frames.map(({ node, row, left, width }, i) => (
          <button
            key={i}
            type="button"
            style={{ top: row * ROW_PX, left: `${left * 100}%`, width: `${width * 100}%` }}
            title={`${node.name} · ${integer(node.value)} (${((100 * node.value) / root.value).toFixed(1)} %)`}
            data-flink={/^org\.apache\.flink|^java\.|^jdk\.|^sun\./.test(node.name) || undefined}
            onClick={() => setTop(node)}
          >
            {width > 0.03 ? shortName(node.name) : ''}
          </button>
        ))}
      </div>
    </>
  );
}
