/** A part of a page in which digits stand that are no figures of the run. */
export interface NoFigure {
  readonly within: string;
  /** The words that hold the digits; left out where the whole part is exempt. */
  readonly says?: RegExp;
  readonly because: string;
}

/**
 * All that may hold a digit and have no key. Names of holdings and of duels are known to the walk, and taken out of every text;
 * whatever else is not listed here must say where in the files of the run it stands.
 */
export const noFigures: readonly NoFigure[] = [
  // Places in the page.
  { within: 'section > h2 > span', because: 'number of the section' },
  { within: 'figcaption > .eyebrow', says: /^Figure \d+$/, because: 'number of the figure' },
  { within: 'caption, details.long > summary', says: /^Table \d+/, because: 'number of the table' },

  // What a figure is, not what it came to.
  { within: 'main', says: /95% intervals?/g, because: 'the level of every interval' },
  { within: 'thead th', says: /^(5th pct|25th|75th|95th|2nd|3rd|4th)$/, because: 'name of a quantile or a fifth' },
  { within: 'thead th', says: /^Q[1-4]$/, because: 'name of a quarter' },
  { within: 'thead th', says: /^(Best 1% hold|Worst 5%, (mean|first|second))$/, because: 'name of a statistic' },
  { within: '.everything th[scope=row]', because: 'name of a statistic' },
  { within: 'caption', says: /n − 1|Worst 5%: mean/, because: 'how a statistic is defined' },
  { within: '.subtitle', says: /5th, 25th, median \(filled\), 75th, 95th/, because: 'which quantiles are drawn' },
  { within: '.subtitle', says: /[Bb]ands (hold|of) 50(, 80)? and (95|90)%/, because: 'which bands are drawn' },
  { within: '.shelf .subtitle', says: /from 0\.05× to 20×.*stand at 1×/, because: 'the axis of thumbnails' },
  { within: '.under p', says: /−½ L \(L − 1\) σ² T/, because: 'a formula' },
  { within: 'thead th, .facts-grid dt', says: /SHA-256$/, because: 'name of an algorithm' },
  { within: 'dl.terms', because: 'what accounts are, with a formula' },

  // Words of an author or of a model about itself.
  { within: '.meaning', because: 'what an option means, with its unit and an example' },
  { within: '.options th[scope=row]', because: 'name of an option' },
  { within: '.sources', because: 'citations' },
  {
    within: '#duel .quiet, #method .prose',
    says: /Davidson & Duclos 2013|McNemar 1947|Holm 1979/,
    because: 'a citation',
  },
  { within: '#live .unseen, #live .prose', because: 'what a parameter means' },

  // What a reader may do, and what was done.
  { within: '.command', because: 'a line to type' },
  { within: '.switch option', because: 'a cell by its settings, which the table of all cells has' },
  { within: '.live-controls option', because: 'what a control may be set to; another test asks what it stands at' },
];
