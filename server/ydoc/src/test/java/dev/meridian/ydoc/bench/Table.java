package dev.meridian.ydoc.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a Markdown table row by row. */
public final class Table {
  private static final String UNKNOWN = "";

  private final PrintStream out;

  public Table(PrintStream out) {
    this.out = out;
    out.println(
        "| workload | measure | target | unit | engine | Yjs | ywasm | Yjs / engine | engine, CPU"
            + " | Yjs, CPU |");
    out.println("|---|---|---|---|--:|--:|--:|--:|--:|--:|");
  }

  /** A row of times. */
  public void times(Subject subject, Race.Result result) {
    var ours = result.ours();
    var yjs = result.yjs();
    row(subject, ours.wall(), yjs.wall(), result.ywasm().wall(), ours.cpu(), yjs.cpu());
  }

  /** A row of other figures; NaN where there is none. */
  public void figures(Subject subject, double ours, double yjs, double ywasm) {
    row(subject, ours, yjs, ywasm, Double.NaN, Double.NaN);
  }

  /**
   * What a row is about.
   *
   * @param target empty when there is none
   */
  public record Subject(String workload, String measure, String target, String unit) {}

  private void row(
      Subject subject, double ours, double yjs, double ywasm, double ourCpu, double yjsCpu) {
    out.printf(
        "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
        subject.workload(),
        subject.measure(),
        subject.target(),
        subject.unit(),
        number(ours),
        number(yjs),
        number(ywasm),
        number(yjs / ours),
        number(ourCpu),
        number(yjsCpu));
    out.flush();
  }

  /** Three digits that count. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : value >= 0.9995 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
