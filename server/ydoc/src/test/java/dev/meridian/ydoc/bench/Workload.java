package dev.meridian.ydoc.bench;

/** Something to measure, by its name on the command line. */
public interface Workload {
  /** Measures, row by row. */
  void run(Effort effort, Table table) throws Exception;
}
