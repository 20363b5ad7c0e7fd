/**
 * The behaviour of the shelf, as it stands in the page: hides the runs that do not hold every word that is looked for, and
 * changes the theme. It reads text only, and makes none of it into markup.
 */
export const shelfScript = `'use strict';
(() => {
  const root = document.documentElement;
  root.dataset.script = 'yes';
  const box = document.querySelector('#search');
  const said = document.querySelector('#found');
  const runs = [...document.querySelectorAll('[data-run]')].map((element) => ({
    element,
    text: element.textContent.normalize('NFKC').toLowerCase(),
  }));
  const search = () => {
    const words = box.value.normalize('NFKC').toLowerCase().split(/\\s+/).filter((word) => word !== '');
    let found = 0;
    for (const { element, text } of runs) {
      element.hidden = !words.every((word) => text.includes(word));
      if (!element.hidden) found += 1;
    }
    said.textContent = words.length === 0 ? '' : found + ' of ' + runs.length;
  };
  box.addEventListener('input', search);
  search();
  document.querySelector('#theme').addEventListener('click', () => {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  });
})();
`;
