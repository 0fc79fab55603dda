package dev.meridian.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// An event of the log as a JSON object: `at`, `level`, `logger`, `message`, what the event belongs
/// to (`requestId`, `connectionId` and others), and `error` with its stack.
final class JsonLine {

  private JsonLine() {}

  static String of(ILoggingEvent event) {
    var json =
        new JsonObject()
            .put("at", event.getInstant().toString())
            .put("level", event.getLevel().toString().toLowerCase(Locale.ROOT))
            .put("logger", event.getLoggerName())
            .put("message", event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> json.put(pair.key, value(pair.value)));
    }
    if (event.getThrowableProxy() != null) {
      json.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return json.encode() + "\n";
  }

  private static Object value(Object value) {
    return value instanceof Number ? value : String.valueOf(value);
  }
}
