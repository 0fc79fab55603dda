package dev.meridian.ydoc.fuzz;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A process that looks for new inputs of one door of {@link WireFuzzTest}: Jazzer guides one test a
 * process. Exits with 1 when it finds one that breaks something.
 */
final class GuidedRun {
  private GuidedRun() {}

  /** The only argument is the name of the test's method. */
  public static void main(String[] arguments) {
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .selectors(selectMethod(WireFuzzTest.class, arguments[0], "byte[]"))
                .build(),
            summary);
    summary.getSummary().printFailuresTo(new PrintWriter(System.out, true), 10);
    boolean isFine =
        summary.getSummary().getTestsSucceededCount() > 0
            && summary.getSummary().getTotalFailureCount() == 0;
    System.exit(isFine ? 0 : 1);
  }
}
