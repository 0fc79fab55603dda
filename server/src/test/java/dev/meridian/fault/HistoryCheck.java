package dev.meridian.fault;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Meta;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds what clients have lived through against the log of their document. Pure.
///
/// - The rows of the log have no gaps, and each struct is in one row only.
/// - What was acknowledged, and what anybody was shown, is in the log.
/// - The order is linear in real time: an edit that was acknowledged, or seen by anybody, before
///   another one was first sent stands in an earlier row. All clients are in one process and share
///   its clock.
///
/// Deletes have no clock of their own; for them a fresh reader looks ([Typists]).
final class HistoryCheck {
  /// A row; older ones may have been forgotten.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(long seq, byte[] update) {}

  /// Somebody's structs up to a clock, at a time.
  record Mark(long client, int toClock, double atMillis) {}

  /// What one client has sent of its own, what of it was acknowledged, what it saw of others.
  record Ledger(List<Mark> sent, List<Mark> acknowledged, List<Mark> seen) {}

  private record Range(int fromClock, int toClock, long seq) {}

  private record Operation(double start, double end, long row, String name) {}

  private final TreeMap<Long, List<Range>> log = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  private HistoryCheck() {}

  /// What is wrong; empty when nothing is.
  static List<String> violations(List<Row> rows, List<Ledger> ledgers) {
    HistoryCheck check = new HistoryCheck();
    check.readRows(rows);
    check.lookForAcknowledged(ledgers);
    check.lookAtOrder(ledgers);
    return check.wrong;
  }

  private void readRows(List<Row> rows) {
    long before = rows.isEmpty() ? 0 : rows.getFirst().seq() - 1;
    for (Row row : rows) {
      if (row.seq() != before + 1) {
        wrong.add("row " + row.seq() + " follows row " + before);
      }
      before = row.seq();
      try {
        Meta meta = Updates.inspect(row.update(), Limits.standard());
        meta.clients().forEach(range -> add(range, row.seq()));
      } catch (UpdateRejected broken) {
        wrong.add("row " + row.seq() + " is no update: " + broken.getMessage());
      }
    }
  }

  private void add(Meta.ClientRange range, long seq) {
    List<Range> ranges = log.computeIfAbsent(range.client(), _ -> new ArrayList<>());
    int expected = ranges.isEmpty() ? range.fromClock() : ranges.getLast().toClock();
    if (range.fromClock() != expected) {
      wrong.add(
          "row %d has clocks %d to %d of %d, expected from %d"
              .formatted(seq, range.fromClock(), range.toClock(), range.client(), expected));
    }
    ranges.add(new Range(range.fromClock(), range.toClock(), seq));
  }

  private void lookForAcknowledged(List<Ledger> ledgers) {
    for (Ledger ledger : ledgers) {
      ledger.acknowledged().forEach(mark -> mustBeThere("acknowledged", mark));
      ledger.seen().forEach(mark -> mustBeThere("seen", mark));
    }
  }

  private void mustBeThere(String what, Mark mark) {
    List<Range> ranges = log.get(mark.client());
    if (ranges != null && ranges.getLast().toClock() < mark.toClock()) {
      wrong.add(
          "%s: clock %d of %d; the log ends at %d"
              .formatted(what, mark.toClock(), mark.client(), ranges.getLast().toClock()));
    }
  }

  /// The row of the last struct before the clock; 0 when it was compacted away, or is not there.
  private long row(long client, int toClock) {
    for (Range range : log.getOrDefault(client, List.of())) {
      if (range.fromClock() < toClock && toClock <= range.toClock()) {
        return range.seq();
      }
    }
    return 0;
  }

  private void lookAtOrder(List<Ledger> ledgers) {
    List<Operation> operations = operations(ledgers);
    List<Operation> byStart = new ArrayList<>(operations);
    byStart.sort(Comparator.comparingDouble(Operation::start));
    List<Operation> byEnd = new ArrayList<>(operations);
    byEnd.sort(Comparator.comparingDouble(Operation::end));
    int done = 0;
    Operation furthest = null;
    for (Operation operation : byStart) {
      for (; done < byEnd.size() && byEnd.get(done).end() < operation.start(); done++) {
        Operation ended = byEnd.get(done);
        furthest = furthest == null || ended.row() > furthest.row() ? ended : furthest;
      }
      if (furthest != null && operation.row() != 0 && operation.row() <= furthest.row()) {
        wrong.add(
            "%s was sent after %s had ended, and stands in row %d, not after %d"
                .formatted(operation.name(), furthest.name(), operation.row(), furthest.row()));
      }
    }
  }

  private List<Operation> operations(List<Ledger> ledgers) {
    Map<Long, List<Mark>> ends = new HashMap<>();
    for (Ledger ledger : ledgers) {
      for (List<Mark> marks : List.of(ledger.acknowledged(), ledger.seen())) {
        marks.forEach(
            mark -> ends.computeIfAbsent(mark.client(), _ -> new ArrayList<>()).add(mark));
      }
    }
    List<Operation> operations = new ArrayList<>();
    for (Ledger ledger : ledgers) {
      for (Mark sent : ledger.sent()) {
        double end =
            ends.getOrDefault(sent.client(), List.of()).stream()
                .filter(mark -> mark.toClock() >= sent.toClock())
                .mapToDouble(Mark::atMillis)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        operations.add(
            new Operation(
                sent.atMillis(),
                end,
                row(sent.client(), sent.toClock()),
                "the edit of %d up to clock %d".formatted(sent.client(), sent.toClock())));
      }
    }
    return operations;
  }
}
