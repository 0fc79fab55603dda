package dev.meridian.ydoc.bench;

import java.util.concurrent.Callable;

/**
 * Something that can be timed again and again.
 *
 * @param fresh makes the run whose time counts; making it does not
 * @param isAllTimed making a run costs nothing, so that processor time is known too
 */
public record Task(Callable<Callable<?>> fresh, boolean isAllTimed) {
  public static Task of(Callable<?> run) {
    return new Task(() -> run, true);
  }

  public static Task onFresh(Callable<Callable<?>> fresh) {
    return new Task(fresh, false);
  }
}
