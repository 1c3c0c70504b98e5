/** The seeds of a file of walks; or those of INSEAM_WALK, such as `17`, `3,5` or `201-400`. */
export function seedsFrom(first: number, count: number): readonly number[] {
  const again = process.env['INSEAM_WALK'] ?? '';
  if (again === '') return range(first, first + count - 1);
  return again.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return range(from, to);
  });
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
