package dev.meridian.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogEncoderTest {

  private static final String PATTERN =
      "%-5level %logger{0}: %msg%replace( %kvp{NONE}){' $', ''}%n%ex{20}";

  private final LoggerContext context = new LoggerContext();

  private LoggingEvent event(String message, @Nullable Throwable cause, Object... arguments) {
    var logger = context.getLogger("dev.meridian.http.Problems");
    var event = new LoggingEvent("test", logger, Level.WARN, message, cause, arguments);
    event.setInstant(Instant.parse("2026-01-31T09:30:00.123Z"));
    return event;
  }

  private String encode(String format, LoggingEvent event) {
    var encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    encoder.setPattern(PATTERN);
    encoder.start();
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void writesOneJsonObjectALineWhateverTheMessageHolds() {
    var event = event("two\nlines, \"{}\"", null, "a\tb");
    event.addKeyValuePair(new KeyValuePair("requestId", "r-1"));
    event.addKeyValuePair(new KeyValuePair("millis", 12L));
    var line = encode(" JSON ", event);
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertEquals(
        new JsonObject()
            .put("at", "2026-01-31T09:30:00.123Z")
            .put("level", "warn")
            .put("logger", "dev.meridian.http.Problems")
            .put("message", "two\nlines, \"a\tb\"")
            .put("requestId", "r-1")
            .put("millis", 12),
        new JsonObject(line));
  }

  @Test
  void keepsTheStackInTheLine() {
    var line = encode("json", event("broken", new IllegalStateException("why")));
    assertEquals(line.length() - 1, line.indexOf('\n'));
    var error = new JsonObject(line).getString("error");
    assertTrue(error.startsWith("java.lang.IllegalStateException: why"), error);
    assertTrue(error.contains("LogEncoderTest"), error);
  }

  @Test
  void writesTextForPeople() {
    var event = event("GET /here", null);
    assertEquals("WARN  Problems: GET /here\n", encode("text", event));
    event.addKeyValuePair(new KeyValuePair("requestId", "r-1"));
    event.addKeyValuePair(new KeyValuePair("status", 200));
    assertEquals("WARN  Problems: GET /here requestId=r-1 status=200\n", encode("text", event));
  }
}
