/**
 * One line of a CSV file (RFC 4180). A cell that a spreadsheet would take for a formula gets a leading apostrophe: names
 * come from a directory that anybody may have edited.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: string): string {
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
