const wholeNumber = /^\d+$/;

/** A non-negative whole number of any length, with any leading zeros; blanks around it do not count. */
export const isWholeNumber = (text: string): boolean => wholeNumber.test(text.trim());
