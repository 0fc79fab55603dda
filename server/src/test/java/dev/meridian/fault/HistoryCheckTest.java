package dev.meridian.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.fault.HistoryCheck.Ledger;
import dev.meridian.fault.HistoryCheck.Mark;
import dev.meridian.fault.HistoryCheck.Row;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The check of histories finds what is wrong with them.
class HistoryCheckTest {
  private static final long ADA = 1;
  private static final long BEN = 2;

  /// A row with structs of a client.
  private static Row row(long seq, long client, int from, int length) {
    Lib0Writer out = new Lib0Writer();
    out.varUint(1);
    out.varUint(1);
    out.varUint(client);
    out.varUint(from);
    out.varUint(0);
    out.varUint(length);
    out.varUint(0);
    return new Row(seq, out.toBytes());
  }

  private static Ledger ledger(List<Mark> sent, List<Mark> acknowledged, List<Mark> seen) {
    return new Ledger(sent, acknowledged, seen);
  }

  private static final Ledger ADA_WROTE_FIRST =
      ledger(List.of(new Mark(ADA, 1, 10)), List.of(new Mark(ADA, 1, 20)), List.of());

  private static void isWrong(String words, List<Row> rows, Ledger... ledgers) {
    List<String> wrong = HistoryCheck.violations(rows, List.of(ledgers));
    assertTrue(wrong.stream().anyMatch(it -> it.contains(words)), wrong::toString);
  }

  @Test
  void case37AGoodHistoryIsGood() {
    var ben =
        ledger(
            List.of(new Mark(BEN, 1, 30)),
            List.of(new Mark(BEN, 1, 40)),
            List.of(new Mark(ADA, 1, 25)));
    assertEquals(
        List.of(),
        HistoryCheck.violations(
            List.of(row(1, ADA, 0, 1), row(2, BEN, 0, 1)), List.of(ADA_WROTE_FIRST, ben)));
  }

  @Test
  void case37EditsAtTheSameTimeMayStandEitherWay() {
    var ben = ledger(List.of(new Mark(BEN, 1, 15)), List.of(new Mark(BEN, 1, 40)), List.of());
    assertEquals(
        List.of(),
        HistoryCheck.violations(
            List.of(row(1, BEN, 0, 1), row(2, ADA, 0, 1)), List.of(ADA_WROTE_FIRST, ben)));
  }

  @Test
  void case37ALostAcknowledgedEditIsFound() {
    var more =
        ledger(
            List.of(new Mark(ADA, 1, 10), new Mark(ADA, 2, 30)),
            List.of(new Mark(ADA, 2, 40)),
            List.of());
    isWrong("acknowledged: clock 2", List.of(row(1, ADA, 0, 1)), more);
  }

  @Test
  void case37AnEditThatWasShownAndIsNotThereIsFound() {
    var ben = ledger(List.of(), List.of(), List.of(new Mark(ADA, 5, 10)));
    isWrong("seen: clock 5", List.of(row(1, ADA, 0, 1)), ben);
  }

  @Test
  void case37AGapInTheLogIsFound() {
    isWrong("row 3 follows row 1", List.of(row(1, ADA, 0, 1), row(3, ADA, 1, 1)));
  }

  @Test
  void case37AnEditThatIsThereTwiceIsFound() {
    isWrong("expected from 1", List.of(row(1, ADA, 0, 1), row(2, ADA, 0, 1)));
  }

  @Test
  void case37AnOrderAgainstRealTimeIsFound() {
    var ben = ledger(List.of(new Mark(BEN, 1, 30)), List.of(new Mark(BEN, 1, 40)), List.of());
    isWrong("was sent after", List.of(row(1, BEN, 0, 1), row(2, ADA, 0, 1)), ADA_WROTE_FIRST, ben);
  }

  @Test
  void case37AnAnswerBeforeWhatItAnswersIsFound() {
    var unacknowledged = ledger(List.of(new Mark(ADA, 1, 10)), List.of(), List.of());
    var ben = ledger(List.of(new Mark(BEN, 1, 30)), List.of(), List.of(new Mark(ADA, 1, 25)));
    isWrong("was sent after", List.of(row(1, BEN, 0, 1), row(2, ADA, 0, 1)), unacknowledged, ben);
  }
}
