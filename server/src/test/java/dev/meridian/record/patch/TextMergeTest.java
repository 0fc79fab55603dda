package dev.meridian.record.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rule W2.
class TextMergeTest {
  private static final List<String> ALPHABET = List.of("a", "b", " ", "💚", "👩‍💻", "é", "ש");

  private static String apply(String text, List<TextEdit> edits) {
    StringBuilder result = new StringBuilder(text);
    for (TextEdit edit : edits) {
      result.replace(edit.from(), edit.to(), edit.text());
    }
    return result.toString();
  }

  private static String merged(String base, String current, String wanted) {
    return apply(current, TextMerge.edits(base, current, wanted));
  }

  private static String random(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "Loved,Be Loved,Loved by all,Be Loved by all",
    "Loved by customers,Loved by all customers,Loved by partners,Loved by all partners",
    "one two three,one three,one two three four,one three four",
    "Loved,Loved!,Loved!,Loved!",
    "Loved,'',Loved more,' more'"
  })
  void wordsThatCameMeanwhileStay(String base, String current, String wanted, String merged) {
    assertEquals(merged, merged(base, current, wanted));
  }

  @Test
  void withoutChangesMeanwhileTheResultIsWhatWasWanted() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String base = random(random, random.nextInt(12));
      String wanted = random(random, random.nextInt(12));
      assertEquals(wanted, merged(base, base, wanted), "seed " + seed);
    }
  }

  @Test
  void withoutAWishNothingIsEdited() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      String base = random(random, random.nextInt(12));
      String current = random(random, random.nextInt(12));
      assertEquals(List.of(), TextMerge.edits(base, current, base), "seed " + seed);
    }
  }

  @Test
  void noEditTearsASurrogatePairAndEditsDoNotOverlap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String current = random(random, random.nextInt(12));
      int end = Integer.MAX_VALUE;
      for (TextEdit edit :
          TextMerge.edits(random(random, random.nextInt(12)), current, random(random, 6))) {
        assertTrue(edit.to() <= end, "seed " + seed);
        assertTrue(
            isBoundary(current, edit.from()) && isBoundary(current, edit.to()), "seed " + seed);
        end = edit.from();
      }
    }
  }

  private static boolean isBoundary(String text, int at) {
    return at == 0
        || at == text.length()
        || !(Character.isHighSurrogate(text.charAt(at - 1))
            && Character.isLowSurrogate(text.charAt(at)));
  }

  @Nested
  class Diff {
    @Test
    void isNarrow() {
      assertEquals(
          List.of(new TextEdit(5, 5, " by all")), TextDiff.between("Loved!", "Loved by all!"));
      assertEquals(
          List.of(new TextEdit(4, 5, "s"), new TextEdit(8, 8, " all")),
          TextDiff.between("Loved by", "Loves by all"));
    }

    @Test
    void replacesAnEmojiSequenceAsAWhole() {
      assertEquals(List.of(new TextEdit(1, 6, "👩‍🚀")), TextDiff.between("a👩‍💻b", "a👩‍🚀b"));
    }

    @Test
    void textsThatHaveNothingInCommonAreReplaced() {
      String before = "x".repeat(2_000);
      String after = "y".repeat(2_000);
      assertEquals(List.of(new TextEdit(0, 2_000, after)), TextDiff.between(before, after));
    }
  }
}
