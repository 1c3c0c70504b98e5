// Preloaded into the measured process: says on stderr how much memory it took at the most, when it ends.
process.on('exit', () => {
  process.stderr.write(`peak-memory-kilobytes ${process.resourceUsage().maxRSS}\n`);
});
