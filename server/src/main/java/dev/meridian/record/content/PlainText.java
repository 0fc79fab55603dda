package dev.meridian.record.content;

/// Text of a document made fit for JSON and Postgres. Unit by unit, so that positions in the result
/// are positions in the text: NUL and halves of a surrogate pair become U+FFFD, and in one-line
/// text every line break a space.
public final class PlainText {
  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  public static String oneLine(String text) {
    return clean(text, true);
  }

  public static String lines(String text) {
    return clean(text, false);
  }

  static boolean isLineBreak(char unit) {
    return unit == '\n'
        || unit == '\r'
        || unit == '\u000B'
        || unit == '\f'
        || unit == '\u0085'
        || unit == '\u2028'
        || unit == '\u2029';
  }

  private static String clean(String text, boolean oneLine) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == 0 || isLoneSurrogate(text, i)) {
        clean.append(REPLACEMENT);
      } else if (oneLine && isLineBreak(unit)) {
        clean.append(' ');
      } else {
        clean.append(unit);
      }
    }
    return clean.toString();
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isHighSurrogate(unit)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(unit)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
