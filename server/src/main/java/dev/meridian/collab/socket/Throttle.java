package dev.meridian.collab.socket;

import java.time.Duration;

/// A token bucket of messages and bytes: says how long to stop reading from a sender who is over
/// the rate. Pure; told the time.
public final class Throttle {
  private static final int BURST = 4;
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final double messagesPerSecond;
  private final double bytesPerSecond;
  private double messages;
  private double bytes;
  private long lastNanos;

  public Throttle(int messagesPerSecond, int bytesPerSecond, long nowNanos) {
    this.messagesPerSecond = messagesPerSecond;
    this.bytesPerSecond = bytesPerSecond;
    this.messages = BURST * messagesPerSecond;
    this.bytes = BURST * bytesPerSecond;
    this.lastNanos = nowNanos;
  }

  /// Takes one message. Zero when there is room for the next.
  public Duration take(int messageBytes, long nowNanos) {
    double seconds = (nowNanos - lastNanos) / NANOS_PER_SECOND;
    lastNanos = nowNanos;
    messages = Math.min(BURST * messagesPerSecond, messages + seconds * messagesPerSecond) - 1;
    bytes = Math.min(BURST * bytesPerSecond, bytes + seconds * bytesPerSecond) - messageBytes;
    double wait = Math.max(-messages / messagesPerSecond, -bytes / bytesPerSecond);
    return wait <= 0 ? Duration.ZERO : Duration.ofNanos((long) (wait * NANOS_PER_SECOND));
  }
}
