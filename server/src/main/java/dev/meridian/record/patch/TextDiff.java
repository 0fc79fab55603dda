package dev.meridian.record.patch;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Edits from one text to another as a person would make them: word by word, each narrowed to the
/// graphemes that differ, so that letters which two words happen to share do not interleave them,
/// and no emoji or accented letter is ever torn. The words are compared as in Myers, "An O(ND)
/// Difference Algorithm and Its Variations" (1986); texts with more than [#MAX_DIFFERENCES]
/// differences are replaced between their common ends.
final class TextDiff {
  static final int MAX_DIFFERENCES = 1_000;

  private final List<String> before;
  private final List<String> after;
  private final int start;
  private final int beforeEnd;
  private final int afterEnd;

  private TextDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    int prefix = 0;
    int shorter = Math.min(before.size(), after.size());
    while (prefix < shorter && before.get(prefix).equals(after.get(prefix))) {
      prefix++;
    }
    int suffix = 0;
    while (suffix < shorter - prefix
        && before.get(before.size() - 1 - suffix).equals(after.get(after.size() - 1 - suffix))) {
      suffix++;
    }
    this.start = prefix;
    this.beforeEnd = before.size() - suffix;
    this.afterEnd = after.size() - suffix;
  }

  /// In ascending order; they do not overlap.
  static List<TextEdit> between(String before, String after) {
    TextDiff diff = new TextDiff(words(before), words(after));
    return diff.edits(diff.matches()).stream().map(edit -> narrowed(before, edit)).toList();
  }

  /// Runs of letters and digits; everything else grapheme by grapheme.
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (String grapheme : graphemes(text)) {
      if (Character.isLetterOrDigit(grapheme.codePointAt(0))) {
        word.append(grapheme);
        continue;
      }
      if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      words.add(grapheme);
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static List<String> graphemes(String text) {
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> graphemes = new ArrayList<>();
    int from = 0;
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      graphemes.add(text.substring(from, to));
      from = to;
    }
    return graphemes;
  }

  /// Without the graphemes that both sides begin and end with.
  private static TextEdit narrowed(String before, TextEdit edit) {
    TextDiff ends =
        new TextDiff(graphemes(before.substring(edit.from(), edit.to())), graphemes(edit.text()));
    int from = edit.from() + length(ends.before, 0, ends.start);
    int to = from + length(ends.before, ends.start, ends.beforeEnd);
    return new TextEdit(from, to, String.join("", ends.after.subList(ends.start, ends.afterEnd)));
  }

  private record Match(int before, int after) {}

  /// The words between the common ends that stay, in order.
  private List<Match> matches() {
    int n = beforeEnd - start;
    int m = afterEnd - start;
    int most = Math.min(n + m, MAX_DIFFERENCES);
    int offset = most + 1;
    int[] furthest = new int[2 * most + 3];
    List<int[]> history = new ArrayList<>();
    for (int d = 0; d <= most; d++) {
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || k != d && furthest[offset + k - 1] < furthest[offset + k + 1];
        int x = down ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1;
        while (x < n && x - k < m && same(x, x - k)) {
          x++;
        }
        furthest[offset + k] = x;
        if (x >= n && x - k >= m) {
          history.add(furthest.clone());
          return backtrack(history, offset, n, m);
        }
      }
      history.add(furthest.clone());
    }
    return List.of();
  }

  private boolean same(int x, int y) {
    return x >= 0 && y >= 0 && before.get(start + x).equals(after.get(start + y));
  }

  private List<Match> backtrack(List<int[]> history, int offset, int n, int m) {
    List<Match> matches = new ArrayList<>();
    int x = n;
    int y = m;
    for (int d = history.size() - 1; d > 0; d--) {
      int[] furthest = history.get(d - 1);
      int k = x - y;
      boolean down = k == -d || k != d && furthest[offset + k - 1] < furthest[offset + k + 1];
      int previousX = down ? furthest[offset + k + 1] : furthest[offset + k - 1];
      int previousY = previousX - (down ? k + 1 : k - 1);
      while (x > previousX && y > previousY) {
        matches.add(new Match(start + --x, start + --y));
      }
      x = previousX;
      y = previousY;
    }
    while (x > 0 && y > 0) {
      matches.add(new Match(start + --x, start + --y));
    }
    Collections.reverse(matches);
    return matches;
  }

  private List<TextEdit> edits(List<Match> matches) {
    List<TextEdit> edits = new ArrayList<>();
    int unit = length(before, 0, start);
    int b = start;
    int a = start;
    for (Match match : matches) {
      unit = addEdit(edits, unit, b, match.before(), a, match.after());
      unit += before.get(match.before()).length();
      b = match.before() + 1;
      a = match.after() + 1;
    }
    addEdit(edits, unit, b, beforeEnd, a, afterEnd);
    return edits;
  }

  private int addEdit(List<TextEdit> edits, int unit, int b, int bEnd, int a, int aEnd) {
    int end = unit + length(before, b, bEnd);
    if (b < bEnd || a < aEnd) {
      edits.add(new TextEdit(unit, end, String.join("", after.subList(a, aEnd))));
    }
    return end;
  }

  private static int length(List<String> parts, int from, int to) {
    return parts.subList(from, to).stream().mapToInt(String::length).sum();
  }
}
