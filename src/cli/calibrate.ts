import { basename, dirname } from 'node:path';
import { calibrate } from '../calibration/calibrate.ts';
import { CalibrationError } from '../calibration/calibration-error.ts';
import type { Fit } from '../calibration/contracts.ts';
import { fundingOf, priceOf } from '../calibration/processes.ts';
import { scoreFit } from '../calibration/score-fit.ts';
import { constantName, typescriptModule } from '../calibration/typescript-module.ts';
import { DataError } from '../data/data-error.ts';
import { stableJson } from '../result/stable-json.ts';
import type { CalibrateArguments } from './calibrate-arguments.ts';
import { readCalibrateArguments } from './calibrate-arguments.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { explain } from './explain.ts';
import { fitText } from './fit-text.ts';
import { readHistory } from './read-history.ts';
import { scoreText } from './score-text.ts';
import type { Terminal } from './terminal.ts';
import { writeFiles } from './write-files.ts';

/** The verb `calibrate`: reads a history, fits a model, prints it, and writes it where that is asked for. */
export function calibrateFile(argv: readonly string[], environment: NodeJS.ProcessEnv, terminal: Terminal): ExitCode {
  let given: CalibrateArguments | null = null;
  try {
    const read = readCalibrateArguments(argv, environment);
    if (typeof read === 'string') {
      terminal.print(read);
      return exitCodes.complete;
    }
    given = read;
    carryOut(given, terminal);
    return exitCodes.complete;
  } catch (thrown) {
    const isDebug = argv.includes('--debug');
    if (thrown instanceof DataError || thrown instanceof CalibrationError) {
      terminal.complain(`${given?.file} cannot be calibrated:\n${isDebug ? thrown.stack : thrown.message}`);
      return exitCodes.data;
    }
    const { text, code } = explain(thrown, given?.file ?? null, () => '', isDebug);
    terminal.complain(text);
    return code;
  }
}

function carryOut(given: CalibrateArguments, terminal: Terminal): void {
  const history = readHistory(given);
  if (!given.quiet) for (const warning of history.warnings) terminal.note(`Note: ${warning}`);
  const series = given.model.reads === 'prices' ? history.prices! : history.rates!;
  const fit = calibrate(given.model, series, history.source);
  if (given.out !== null) {
    requireUsable(fit);
    writeFit(given.out, fit);
    if (!given.quiet) terminal.note(`written: ${given.out}`);
  }
  const isTold = !given.json && !given.quiet;
  // A fit is told before it is judged: a score that cannot be must not cost it.
  if (isTold) terminal.print(`${fitText(fit)}\n`);
  const judged = given.score ? scoreFit(fit, history, given.paths, given.seed) : null;
  if (given.json) {
    terminal.print(
      stableJson(judged === null ? fit : { ...fit, scorecard: judged.scores, scoredBeside: judged.beside }),
    );
  }
  if (isTold && judged !== null) terminal.print(`\n${scoreText(judged, given.paths)}\n`);
}

/** @throws CalibrationError where its process would refuse the options that were found */
function requireUsable({ process, options }: Fit): void {
  const values = Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value]));
  if (process.endsWith('Funding')) fundingOf(process, values);
  else priceOf(process, values);
}

function writeFit(path: string, fit: Fit): void {
  const name = basename(path);
  writeFiles(dirname(path), { [name]: typescriptModule(fit, constantName(name, fit.process)) }, () => {});
}
