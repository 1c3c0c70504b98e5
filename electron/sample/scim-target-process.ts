import { runAsProcess } from './run-as-process';
import { startScimTarget } from './scim-target';

/** `node scim-target.cjs [--rules bluejeans|none] [--empty] [--instant] [--https] [--port N] [--admin-port N] [--keep-last N]` */
void runAsProcess((options) =>
  startScimTarget({
    rules: readRules(options.text('rules')),
    empty: options.has('empty'),
    instant: options.has('instant'),
    https: options.has('https'),
    port: options.number('port') ?? 0,
    adminPort: options.number('admin-port') ?? 0,
    keepLast: options.number('keep-last') ?? 1000,
  }),
);

function readRules(text: string | undefined): 'bluejeans' | 'none' {
  if (text === undefined || text === 'bluejeans' || text === 'none') return text ?? 'bluejeans';
  throw new Error('--rules is bluejeans or none');
}
