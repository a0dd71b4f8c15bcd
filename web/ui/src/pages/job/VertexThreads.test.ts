import { expect, it } from 'vitest';
import { threadsWith } from './VertexThreads';

it('a dump is read by threads, whose every line counts', () => {
  const dump = '"main" Id=1\n\tat a.B.c\n\n"Map (1/2)" Id=2\n\tat x.Customer.lookup\n\n';
  expect(threadsWith(dump, '')).toHaveLength(2);
  expect(threadsWith(dump, 'customer')).toEqual(['"Map (1/2)" Id=2\n\tat x.Customer.lookup']);
});
