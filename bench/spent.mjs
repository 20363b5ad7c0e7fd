// Loaded before the program itself: at exit it writes down how long that took, and how much memory.
import { writeFileSync } from 'node:fs';

const startedMs = performance.now();
process.on('exit', () => {
  const file = process.env.DECAYLAB_BENCH_SPENT;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const spent = {
    ms: performance.now() - startedMs,
    peakBytes: maxRSS * 1024,
    cpuMs: (userCPUTime + systemCPUTime) / 1e3,
  };
  if (file !== undefined) writeFileSync(file, JSON.stringify(spent));
});
