import type { ReportAssets } from '../report-assets.ts';
import { quoted } from './figures.ts';
import { type Html, html, inlineJson, trusted } from './html.ts';

/** What a page of this project is: words and tables that need no script, and data that its one script draws. */
export interface PageDocument {
  /** Text of the browser's tab. */
  readonly title: string;
  readonly version: string;
  /** In the rail beside the page, each leading to a section's id. */
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly body: Html;
  /** Read by the page's script; anything JSON can hold. */
  readonly data: unknown;
  readonly assets: ReportAssets;
  /** Carries an engine, and the script that starts it. */
  readonly isLive?: boolean;
}

/** A whole file of HTML: opens from disk, asks nothing of any network, and runs nothing but the script it was made with. */
export const pageDocument = ({ title, version, contents, body, data, assets, isLive = false }: PageDocument): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(assets, isLive)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Decay Lab ${version}">
<title>${title} · Decay Lab</title>
<link rel="icon" href="data:,">
<style>${trusted(assets.styles)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div class="page">
<aside class="rail"><div><p class="brand">Decay Lab <button type="button" id="theme" class="needs-script">Theme</button></p>
<nav aria-label="Sections"><ol>${contents.map((s) => html`<li><a href="#${s.id}">${s.title}</a></li>`)}</ol></nav></div></aside>
<main id="main">
${body}
<footer>Made by Decay Lab ${quoted('manifest.version', version)}. This file is complete: it asks nothing of any network.</footer>
</main>
</div>
<script type="application/json" id="report-data">${inlineJson(data)}</script>
<script>${trusted(assets.script)}</script>${
    isLive &&
    html`
<script>${trusted(assets.live.script)}</script>`
  }
</body>
</html>
`.markup;

/**
 * Nothing is allowed but scripts and a stylesheet known by hash, and fonts and pictures that are already here. A page with an
 * engine also compiles kernels, and starts workers of the text that it carries; they are held to the same policy.
 */
function policy({ scriptHash, stylesHash, live }: ReportAssets, isLive: boolean): string {
  const engine = isLive ? ` 'sha256-${live.hash}' 'wasm-unsafe-eval'; worker-src blob:` : '';
  return `default-src 'none'; script-src 'sha256-${scriptHash}'${engine}; style-src 'sha256-${stylesHash}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
}

/** Sections under their headings, numbered from 1. */
export const numberedSections = (
  sections: readonly { readonly id: string; readonly title: string; readonly body: Html }[],
): Html =>
  html`${sections.map((s, i) => html`<section id="${s.id}" aria-labelledby="${s.id}-heading"><h2 id="${s.id}-heading"><span>${i + 1}</span>${s.title}</h2>${s.body}</section>`)}`;

/** A name for files taken from a page: what every file system accepts, never empty. */
export const fileName = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'scenario';
