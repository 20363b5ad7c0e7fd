import { main } from './main.ts';
import { openTerminal } from './terminal.ts';

const argv = process.argv.slice(2);
process.exitCode = await main(argv, process.env, openTerminal(argv.includes('--quiet')));
