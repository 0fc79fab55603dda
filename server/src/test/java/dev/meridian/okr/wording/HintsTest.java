package dev.meridian.okr.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.okr.wording.Hints.WordedKeyResult;
import dev.meridian.okr.wording.Hints.WordedObjective;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {
  private static List<HintRule> rules(WordedObjective... objectives) {
    return Hints.of(List.of(objectives)).stream().map(Hint::rule).toList();
  }

  private static WordedObjective objective(String title, WordedKeyResult... keyResults) {
    return new WordedObjective("o1", title, List.of(keyResults));
  }

  private static WordedKeyResult keyResult(String title) {
    return new WordedKeyResult("k1", title, false);
  }

  @ParameterizedTest
  @CsvSource({
    "Grow to 40 customers,40",
    "Raise NPS by +12.5 points,+12.5",
    "Cut churn to 3 %,3 %",
    "Save €200,€200",
    "Answer within 24h,24h",
    "Reach 1'000 teams,1'000",
    "يصل إلى ٤٠,٤٠"
  })
  void seesNumbers(String title, String words) {
    assertEquals(Optional.of(words), Wording.number(title));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Own B2B in Q3", "Customers love us", "", "H1 plan", "OKR2go"})
  void leavesWordsWithDigitsInPeace(String title) {
    assertEquals(Optional.empty(), Wording.number(title));
  }

  @ParameterizedTest
  @CsvSource({
    "Launch the new page,Launch",
    "We SHIPPED three apps,SHIPPED",
    "Neues Portal einführen,einführen",
    "Veröffentlichen der Studie,Veröffentlichen"
  })
  void seesOutputWording(String title, String word) {
    assertEquals(Optional.of(word), Wording.output(title));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Launchpad visitors rise", "Relationships deepen", "Schiffe"})
  void leavesOutcomesInPeace(String title) {
    assertEquals(Optional.empty(), Wording.output(title));
  }

  @Test
  void anEmptyTitleGetsNoHint() {
    assertEquals(List.of(), rules(objective("", keyResult("  "))));
  }

  @Test
  void aKeyResultNeedsANumberInTitleOrTarget() {
    assertEquals(
        List.of(HintRule.KEY_RESULT_WITHOUT_NUMBER),
        rules(objective("Loved", keyResult("More happy customers"))));
    assertEquals(List.of(), rules(objective("Loved", keyResult("40 happy customers"))));
    assertEquals(
        List.of(), rules(objective("Loved", new WordedKeyResult("k1", "Happy customers", true))));
  }

  @Test
  void moreThanFiveIsTooMany() {
    WordedKeyResult[] six =
        IntStream.range(0, 6)
            .mapToObj(i -> new WordedKeyResult("k" + i, "Reach 5", false))
            .toArray(WordedKeyResult[]::new);
    assertEquals(List.of(HintRule.TOO_MANY_KEY_RESULTS), rules(objective("Loved", six)));
    WordedObjective[] objectives =
        IntStream.range(0, 6)
            .mapToObj(i -> new WordedObjective("o" + i, "Loved", List.of()))
            .toArray(WordedObjective[]::new);
    assertEquals(List.of(HintRule.TOO_MANY_OBJECTIVES), rules(objectives));
  }

  @Test
  void keysOfHintsOfOneRecordDiffer() {
    List<Hint> hints =
        Hints.of(
            List.of(
                objective(
                    "Be 1", keyResult("Launch it"), new WordedKeyResult("k2", "Ship it", false))));
    assertEquals(5, hints.size());
    assertEquals(5, hints.stream().map(Hint::key).distinct().count());
    assertTrue(hints.stream().anyMatch(hint -> hint.key().equals("output-wording:o1:k2")));
  }
}
