/** The text with a small first letter: `GetGroups` -> `getGroups`. */
export const uncapitalize = <Text extends string>(text: Text): Uncapitalize<Text> =>
  (text.charAt(0).toLowerCase() + text.slice(1)) as Uncapitalize<Text>;
