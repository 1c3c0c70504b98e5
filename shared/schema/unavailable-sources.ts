/** Attributes of a user that an admin may look for and that no mapping can read (entra-mapping-language.md 6.1), and why. */
const unavailable: readonly (readonly [RegExp, string])[] = [
  [
    /^(passwordprofile(\..*)?|password)$/,
    'A password cannot be read from Microsoft Entra ID, so it cannot be provisioned.',
  ],
  [
    /^(onpremises)?samaccountname$/,
    'The service does not hand out SamAccountName. Copy it into an extension attribute, and map that.',
  ],
  [/^(photos?|thumbnailphoto)(\..*)?$/, 'Photos cannot be provisioned.'],
  [
    /^customsecurityattributes?(\..*)?$/,
    'A custom security attribute is written CustomSecurityAttributes.Set_Name, with its set and its name as Entra spells them.',
  ],
];

/** Why this is no source attribute, in a sentence; null: nothing is known of the name. */
export const unavailableSource = (name: string): string | null =>
  unavailable.find(([pattern]) => pattern.test(name.trim().toLowerCase()))?.[1] ?? null;
