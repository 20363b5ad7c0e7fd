import { type Html, textOf } from '../page/html.ts';
import type { Series } from '../series.ts';

/** A Vega-Lite specification (version 6), as plain data. */
export type Spec = Readonly<Record<string, unknown>>;

/** One row of a dataset. `h` holds the id of a holding (`h0`), never its name. */
export type Row = Readonly<Record<string, number | string | null>>;

/** The words around a picture. The title is a sentence that the numbers carry. */
export interface Caption {
  readonly title: Html;
  readonly subtitle: Html;
  readonly note: Html;
}

/** A caption as plain text: for data, files and pictures. */
export type PlainCaption = Readonly<Record<keyof Caption, string>>;

export const inPlainText = ({ title, subtitle, note }: Caption): PlainCaption => ({
  title: textOf(title),
  subtitle: textOf(subtitle),
  note: textOf(note),
});

/** A column of the data that can be taken away as CSV. */
export interface TableColumn {
  readonly field: string;
  readonly label: string;
}

/** Which rows of the spec are the numbers behind the picture, and what their columns are called. */
export interface ChartTable {
  readonly dataset: string;
  readonly columns: readonly TableColumn[];
}

/** One position of the switch between holdings: sets the signal `holding` of the picture to `id`. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly caption: Caption;
}

/** What is chosen in a picture with a pointer, as a list for everybody: values of one field of a point selection. */
export interface Picks {
  /** Name of the selection. */
  readonly selection: string;
  readonly field: string;
  readonly label: string;
  readonly initial: number;
  readonly options: readonly { readonly value: number; readonly text: string }[];
}

export interface Chart {
  /** Names the figure in the page and its files: `path-of-value`. */
  readonly id: string;
  readonly caption: Caption;
  /** What a pointer does in the picture: said on a screen, where there are scripts, and not on paper. */
  readonly gesture?: string;
  /** With its data in `datasets`; stands alone. Field names and expressions hold no text of an author. */
  readonly spec: Spec;
  readonly table: ChartTable;
  /** Empty when there is nothing to switch. The first that equals `initial` is shown. */
  readonly choices: readonly Choice[];
  readonly initial: string;
  readonly picks?: Picks;
}

/** Four significant digits: more than a screen can show, a third of the bytes. */
export function rounded(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

/** A colour scale from holding ids to the CSS variables of their series. */
export function seriesScale(all: readonly Series[]): Spec {
  return { domain: all.map((s) => s.id), range: all.map((s) => s.colour) };
}
