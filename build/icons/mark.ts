import { arc, both, box, disc, type Ink, type Layer, line, type Shape } from './raster';

/**
 * The mark: the two halves of a square, joined by three stitches. In the tray a sign in its corner says the state, never
 * colour alone: an arc (syncing), two bars (paused), a dot (needs attention); stopped is the whole mark crossed.
 */

export const trayPictures = ['calm', 'running', 'paused', 'attention', 'stopped'] as const;
export type TrayPicture = (typeof trayPictures)[number];

/** The panel the icon lies on; a template is black with transparency, macOS colours it itself. */
export const trayThemes = ['light', 'dark', 'template'] as const;
export type TrayTheme = (typeof trayThemes)[number];

interface Inks {
  readonly left: Ink;
  readonly right: Ink;
  readonly stitch: Ink;
  readonly sign: Ink;
  readonly dot: Ink;
}

const black: Ink = [0, 0, 0];
const white: Ink = [255, 255, 255];
const inks: Readonly<Record<TrayTheme, Inks>> = {
  light: { left: [15, 108, 189], right: [17, 94, 163], stitch: white, sign: [36, 36, 36], dot: [188, 75, 9] },
  dark: { left: [40, 134, 222], right: [71, 158, 245], stitch: white, sign: white, dot: [250, 163, 78] },
  template: { left: black, right: black, stitch: null, sign: black, dot: black },
};

const square = box(1, 2, 19, 18, 3);
const halfLeft = both(square, (x) => x <= 9.2);
const halfRight = both(square, (x) => x >= 10.8);

const mark = (colours: Inks): readonly Layer[] => [
  { shape: halfLeft, ink: colours.left },
  { shape: halfRight, ink: colours.right },
  ...[5.5, 10, 14.5].map((y) => ({ shape: line(6.5, y, 13.5, y, 1.6), ink: colours.stitch })),
];

/** A sign and the clear room around it that keeps it apart from the mark. */
const sign = (room: Shape, shape: Shape, ink: Ink): readonly Layer[] => [
  { shape: room, ink: null },
  { shape, ink },
];

const either =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) || b(x, y);

function signOf(picture: TrayPicture, colours: Inks): readonly Layer[] {
  const corner = disc(14.6, 14.6, 6.2);
  switch (picture) {
    case 'calm':
      return [];
    case 'running':
      return sign(corner, arc(14.6, 14.6, 3.8, 2, 40, 320), colours.sign);
    case 'paused':
      return sign(corner, either(box(11.4, 10.6, 13.6, 18.6, 0.8), box(15.6, 10.6, 17.8, 18.6, 0.8)), colours.sign);
    case 'attention':
      return sign(disc(14.9, 14.9, 5.8), disc(14.9, 14.9, 4.3), colours.dot);
    case 'stopped':
      return sign(line(1.5, 18.5, 18.5, 1.5, 5.2), line(1.5, 18.5, 18.5, 1.5, 2.2), colours.sign);
  }
}

export const appIcon: readonly Layer[] = mark(inks.light);

export const trayIcon = (picture: TrayPicture, theme: TrayTheme): readonly Layer[] => [
  ...mark(inks[theme]),
  ...signOf(picture, inks[theme]),
];
