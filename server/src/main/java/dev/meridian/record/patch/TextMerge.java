package dev.meridian.record.patch;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;

/// Brings a wanted text into a text that went on changing since it was read: only what the writer
/// changed is edited, and words that came meanwhile stay.
final class TextMerge {
  private TextMerge() {}

  /// Edits of the current text, from its end to its beginning, so that each can be made in turn.
  ///
  /// @param base the text as the writer read it
  /// @param wanted what the writer made of it
  static List<TextEdit> edits(String base, String current, String wanted) {
    if (current.equals(wanted)) {
      return List.of();
    }
    List<TextEdit> meanwhile = TextDiff.between(base, current);
    List<TextEdit> edits = new ArrayList<>();
    for (TextEdit wish : TextDiff.between(base, wanted)) {
      addDeletions(edits, wish, meanwhile);
      if (!wish.text().isEmpty()) {
        int at = place(wish, meanwhile);
        edits.add(new TextEdit(at, at, wish.text()));
      }
    }
    // of an insertion and a deletion at one place the deletion goes first, else it would delete the
    // inserted text
    edits.sort(
        comparingInt(TextEdit::from).thenComparingInt(edit -> edit.to() - edit.from()).reversed());
    return edits;
  }

  /// What is left of the units that the wish deletes.
  private static void addDeletions(List<TextEdit> edits, TextEdit wish, List<TextEdit> meanwhile) {
    int from = wish.from();
    int shift = 0;
    for (TextEdit other : meanwhile) {
      if (other.from() >= wish.to()) {
        break;
      }
      addDeletion(edits, from, Math.min(other.from(), wish.to()), shift);
      shift += other.growth();
      from = Math.max(from, other.to());
    }
    addDeletion(edits, from, wish.to(), shift);
  }

  private static void addDeletion(List<TextEdit> edits, int from, int to, int shift) {
    if (from < to) {
      edits.add(new TextEdit(from + shift, to + shift, ""));
    }
  }

  /// Where the wish's text goes now. An insertion goes behind what stood before it; a replacement
  /// to what it replaces, after words that came before that.
  private static int place(TextEdit wish, List<TextEdit> meanwhile) {
    int position = wish.from();
    boolean replaces = wish.from() < wish.to();
    int shift = 0;
    for (TextEdit other : meanwhile) {
      boolean comesBefore = replaces && other.from() == position && other.to() == position;
      if (other.from() >= position && !comesBefore) {
        break;
      }
      if (other.to() > position) {
        return other.from() + shift + other.text().length();
      }
      shift += other.growth();
    }
    return position + shift;
  }
}
