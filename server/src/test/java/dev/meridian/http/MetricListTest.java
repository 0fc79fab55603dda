package dev.meridian.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.meridian.testing.TestRedis;
import dev.meridian.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricListTest {

  @Test
  void namesEveryMetricOfOursAndNoOther() throws IOException {
    try (var redis = TestRedis.start();
        var server = TestServer.start(Map.of("MERIDIAN_REDIS_URL", redis.url()))) {
      var scraped =
          names(server.stranger().get("/metrics").expect(200).text(), "# TYPE (meridian_\\w+) ");
      var listed =
          names(Files.readString(Path.of("../docs/metrics.md")), "\\| `(meridian_\\w+)` \\|");
      scraped.removeIf(name -> name.endsWith("_max")); // comes with each histogram and summary
      assertEquals(listed, scraped);
    }
  }

  private static TreeSet<String> names(String text, String pattern) {
    var names = new TreeSet<String>();
    Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).forEach(names::add);
    return names;
  }
}
