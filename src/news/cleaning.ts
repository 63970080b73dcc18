// Cleans texts while a snapshot is built: as SQL, so that a million rows take seconds. Patterns are RE2.

// Zero-width, bidirectional and other invisible characters, and controls that are no white space.
const INVISIBLE = String.raw`\x00-\x08\x0E-\x1F\x7F-\x{84}\x{86}-\x{9F}\x{AD}\x{61C}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{E0000}-\x{E007F}`;

// White space other than the plain space.
const ODD_SPACE = String.raw`\x09-\x0D\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}`;

// After these a zero-width joiner shapes what is seen: emoji, and scripts that join letters.
const JOINING = String.raw`\p{So}\x{FE0F}\x{1F3FB}-\x{1F3FF}\p{Arabic}\p{Bengali}\p{Devanagari}\p{Gujarati}\p{Gurmukhi}\p{Kannada}\p{Khmer}\p{Malayalam}\p{Mongolian}\p{Myanmar}\p{Oriya}\p{Sinhala}\p{Syriac}\p{Tamil}\p{Telugu}`;

const UNSEEN_OR_BOLD_PATTERN = String.raw`([${JOINING}][\x{200C}\x{200D}])|[${INVISIBLE}]|\*\*+`;
const SPACES_PATTERN = `[${ODD_SPACE} ]{2,}|[${ODD_SPACE}]`;
const SUMMARY_LABEL_PATTERN = String.raw`(?i)^\s*#*\s*(?:summary\s*:\s*)+`;
const OUTLET_TAG_PATTERN = String.raw`\s*•\s*[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\s*$`;
const MISSING_PATTERN = String.raw`(?i)^\s*$|^\W*skipped article\W*$|^\s*translation through api failed`;

/** The longest texts that are kept, in characters: about ten times the longest ones in real files. */
const MAX_CHARACTERS = { title: 2_000, summary: 50_000, description: 50_000, content: 500_000 } as const;

export type TextKind = keyof typeof MAX_CHARACTERS;

const replaced = (sql: string, pattern: string, by: string): string =>
  `regexp_replace(${sql}, '${pattern}', '${by}', 'g')`;

/**
 * SQL for a column's text without invisible characters, line breaks, runs of spaces and `**`, without the label
 * "Summary:" of summaries and the outlet's domain at the end of titles. A longer text than any real one is cut and
 * ends in an ellipsis. The result is to be named and passed to `presentTextSql`.
 */
export function cleanTextSql(kind: TextKind, column: string): string {
  const most = MAX_CHARACTERS[kind];
  const bounded = `CASE WHEN strlen(${column}) > ${most} AND length(${column}) > ${most}
    THEN left(${column}, ${most - 1}) || '…' ELSE ${column} END`;
  const plain = replaced(replaced(bounded, UNSEEN_OR_BOLD_PATTERN, "\\1"), SPACES_PATTERN, " ");
  switch (kind) {
    case "title":
      return replaced(plain, OUTLET_TAG_PATTERN, "");
    case "summary":
      return replaced(plain, SUMMARY_LABEL_PATTERN, "");
    case "description":
    case "content":
      return plain;
  }
}

/** SQL for a cleaned text without outer spaces; NULL when it is empty, "Skipped article" or a translator's error. */
export function presentTextSql(cleaned: string): string {
  return `CASE WHEN regexp_matches(${cleaned}, '${MISSING_PATTERN}') THEN NULL
    WHEN starts_with(${cleaned}, ' ') OR ends_with(${cleaned}, ' ') THEN trim(${cleaned}) ELSE ${cleaned} END`;
}

/** SQL for a column without invisible characters, line breaks and outer spaces: for ids and links. */
export function visibleSql(column: string): string {
  return `trim(${replaced(column, `[${INVISIBLE}${ODD_SPACE}]`, "")})`;
}
