/** What is bundled for engines, beside the bundle of the scenario. */
export { answerBrowser } from './browser.ts';
export { answer, refusal } from './job.ts';
