package dev.meridian.live;

import dev.meridian.testing.TestServer;
import java.util.regex.Pattern;

/// The figures of a server, as Prometheus reads them.
final class Metrics {
  private Metrics() {}

  /// @param name with its labels, if it has any
  static double of(TestServer server, String name) {
    var text = server.stranger().get("/metrics").expect(200).text();
    var line =
        Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE).matcher(text);
    if (!line.find()) {
      throw new AssertionError("no metric " + name);
    }
    return Double.parseDouble(line.group(1));
  }
}
