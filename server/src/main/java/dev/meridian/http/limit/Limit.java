package dev.meridian.http.limit;

import java.time.Duration;

/// So many in a span of time; unused ones are saved up to that number.
public record Limit(int count, Duration span) {

  public Limit {
    if (count < 1 || !span.isPositive()) {
      throw new IllegalArgumentException("not a limit: %d in %s".formatted(count, span));
    }
  }
}
