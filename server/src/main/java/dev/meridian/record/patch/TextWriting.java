package dev.meridian.record.patch;

import dev.meridian.record.content.PlainText;
import dev.meridian.ydoc.YText;

/// Makes a text of a document read as wanted by edits of the places that differ.
final class TextWriting {
  private TextWriting() {}

  /// @param read the text as the writer read it; words that came since stay
  static void write(YText text, String read, String wanted, boolean oneLine) {
    String raw = text.toString();
    if (raw.length() != text.length()) {
      // embedded values take a position each; the text is written anew without them
      text.delete(0, text.length());
      text.insert(0, wanted);
      return;
    }
    String current = oneLine ? PlainText.oneLine(raw) : PlainText.lines(raw);
    for (TextEdit edit : TextMerge.edits(read, current, wanted)) {
      if (edit.from() < edit.to()) {
        text.delete(edit.from(), edit.to() - edit.from());
      } else {
        text.insert(edit.from(), edit.text());
      }
    }
  }

  /// Makes the text read as it did.
  static void restore(YText text, String wanted) {
    String current = text.toString();
    if (!current.equals(wanted)) {
      write(text, PlainText.lines(current), PlainText.lines(wanted), false);
    }
  }
}
