import { EditorView } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';

/**
 * How the editor looks, in Fluent's tokens, which reach into the shadow root as custom properties. Syntax colours pass on
 * NeutralBackground1 and 2 only, so nothing in the text has another ground.
 */
export const editorTheme = EditorView.theme({
  '&': {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    fontSize: '13px',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: tokens.fontFamilyMonospace,
    lineHeight: '20px',
    maxHeight: '320px',
    overflow: 'auto',
  },
  '.cm-content': { padding: '8px 0', minHeight: '96px', caretColor: tokens.colorNeutralForeground1 },
  '&.cm-short .cm-content': { minHeight: '36px' },
  '.cm-line': { padding: '0 12px 0 8px' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    border: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '24px', padding: '0 4px 0 8px', textAlign: 'right' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: tokens.colorNeutralBackground2 },
  '.cm-placeholder': { color: tokens.colorNeutralForeground3 },
  '.cm-content ::selection, .cm-content::selection': {
    color: tokens.colorNeutralForegroundInverted,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
  },

  '.cm-function': { color: tokens.colorBrandForeground2, fontWeight: tokens.fontWeightSemibold },
  '.cm-attribute': { color: tokens.colorPaletteBerryForeground1 },
  '.cm-text': { color: tokens.colorPaletteGreenForeground1 },
  '.cm-number': { color: tokens.colorStatusWarningForeground3 },
  '.cm-word': { color: tokens.colorNeutralForeground2, fontStyle: 'italic' },
  '.cm-mark': { color: tokens.colorNeutralForeground2 },

  '.cm-lintRange': {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textDecorationThickness: '1px',
    textUnderlineOffset: '3px',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintRange-error': { textDecorationColor: tokens.colorStatusDangerForeground3 },
  '.cm-lintRange-warning': { textDecorationColor: tokens.colorStatusWarningForeground3 },
  '.cm-lintRange-active': { backgroundColor: 'transparent' },
  '.cm-lintPoint:after': { borderBottomColor: tokens.colorStatusDangerForeground3 },

  '.cm-tooltip': {
    fontFamily: tokens.fontFamilyBase,
    fontSize: '12px',
    lineHeight: '16px',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    zIndex: '5',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '13px',
    maxHeight: '240px',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '4px 8px',
    lineHeight: '20px',
    borderRadius: tokens.borderRadiusMedium,
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorSubtleBackgroundSelected,
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: tokens.fontWeightSemibold },
  '.cm-completionDetail': {
    marginLeft: '8px',
    fontFamily: tokens.fontFamilyBase,
    fontSize: '12px',
    fontStyle: 'normal',
    color: tokens.colorNeutralForeground3,
  },
  '.cm-tooltip.cm-completionInfo': { padding: '0', maxWidth: '320px' },
  '.cm-tooltip-lint': { padding: '0' },
  '.cm-diagnostic': { padding: '6px 12px', borderLeft: 'none', whiteSpace: 'pre-wrap' },
  '.cm-help': { padding: '8px 12px', maxWidth: '380px' },
  '.cm-help-signature': { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  '.cm-help-here': { fontWeight: tokens.fontWeightBold, textDecoration: 'underline' },
  '.cm-help-text': { marginTop: '4px', color: tokens.colorNeutralForeground2 },
  '.cm-help-example': {
    marginTop: '4px',
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },

  '@media (forced-colors: active)': {
    '.cm-activeLine, .cm-activeLineGutter': { outline: '1px dotted GrayText' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { outline: '2px solid Highlight', outlineOffset: '-2px' },
  },
});
