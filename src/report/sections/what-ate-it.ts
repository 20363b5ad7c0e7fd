import { straightnessAndDecay } from '../charts/straightness-and-decay.ts';
import { volatilityAndDecay } from '../charts/volatility-and-decay.ts';
import { whatAteTheReturn } from '../charts/what-ate-the-return.ts';
import { html } from '../page/html.ts';
import type { MakeSection } from './section.ts';

/** The log return by its causes, and decay against the volatility that was met. */
export const whatAteIt: MakeSection = ({ result, summary, figure }) => ({
  id: 'ate',
  title: 'What ate the return',
  body: html`${figure(whatAteTheReturn(result, summary))}${figure(volatilityAndDecay(result, summary))}${figure(straightnessAndDecay(result, summary))}`,
});
