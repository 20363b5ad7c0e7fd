/**
 * Imported between the program and the scenario: modules are evaluated in the order of their imports, so what the
 * scenario file does at its top level is trapped, and what our own packages do at theirs is not.
 */
import { armTraps } from './traps.ts';

export const disarm = armTraps();
