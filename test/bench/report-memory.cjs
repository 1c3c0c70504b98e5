// Preloaded into the measured process: says on stderr how much memory it took at the most, when it ends.
const { readFileSync } = require('node:fs');
const { constants, PerformanceObserver } = require('node:perf_hooks');

// What a full collection left is alive; all else is garbage that V8 had no reason to collect yet.
let alive = 0;
new PerformanceObserver((list) => {
  for (const { detail } of list.getEntries())
    if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR) alive = Math.max(alive, process.memoryUsage().heapUsed);
}).observe({ entryTypes: ['gc'] });

// Linux hands the parent's peak on to the child in resourceUsage(); VmHWM is this program's own.
function peakKilobytes() {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on('exit', () => {
  process.stderr.write(`peak-memory-kilobytes ${peakKilobytes()} alive-kilobytes ${Math.round(alive / 1024)}\n`);
});
