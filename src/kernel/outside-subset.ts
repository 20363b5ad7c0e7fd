const makesFunction = ['makes a function', 'write it out here, or declare it in uses and call math.name(...)'] as const;
const makesObject = ['makes an object', 'keep each number in a const, or in a field of s'] as const;
const reachesOutside = ['reaches outside the step', 'put what it needs into the constants and read it from k'] as const;
const loops = [
  'is not a loop with a fixed bound',
  'write for (let i = 0; i < 8; i++), with a literal or a number of k as the bound',
] as const;
const branches = ['jumps', 'write if and else'] as const;
const fails = ['throws or catches', 'record the case in a boolean field of s'] as const;

/** What no step may use, by the type of its syntax node: what is wrong with it, and what to do instead. */
export const outsideSubset: Readonly<Record<string, readonly [problem: string, instead: string]>> = {
  ArrowFunctionExpression: makesFunction,
  FunctionExpression: makesFunction,
  FunctionDeclaration: makesFunction,
  ObjectExpression: makesObject,
  ClassExpression: makesObject,
  ClassDeclaration: makesObject,
  NewExpression: makesObject,
  ArrayExpression: ['makes an array', 'declare a fixed array in the state, or a table in the constants'],
  TemplateLiteral: ['makes a string', 'keep to numbers and booleans'],
  SpreadElement: ['spreads a list', 'write each argument'],
  ThisExpression: reachesOutside,
  MetaProperty: reachesOutside,
  ImportExpression: reachesOutside,
  SequenceExpression: ['uses a comma', 'write two statements'],
  UpdateExpression: ['uses ++ or -- outside the head of a for', 'write x += 1 or x -= 1'],
  AssignmentExpression: ['assigns inside an expression', 'assign in a statement of its own'],
  ChainExpression: ['uses optional chaining', 'write a plain dot: every field exists'],
  ForStatement: loops,
  WhileStatement: loops,
  DoWhileStatement: loops,
  ForInStatement: loops,
  ForOfStatement: loops,
  SwitchStatement: branches,
  BreakStatement: branches,
  ContinueStatement: branches,
  LabeledStatement: branches,
  TryStatement: fails,
  ThrowStatement: fails,
  ReturnStatement: ['returns', 'use if/else, and leave results in fields of s'],
  DebuggerStatement: ['stops for the debugger', 'set a breakpoint instead'],
};
