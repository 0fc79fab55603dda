package dev.meridian.collab;

import java.time.Duration;

/// The standard limits with shorter times.
final class Quick {
  private Quick() {}

  static CollabLimits limits() {
    CollabLimits standard = CollabLimits.standard();
    return new CollabLimits(
        standard.messageBytes(),
        standard.stepTwoBytes(),
        standard.documentsPerSocket(),
        Duration.ofMillis(1_500),
        standard.bytesBeforeJoining(),
        standard.messagesPerSecond(),
        standard.bytesPerSecond(),
        Duration.ofSeconds(2),
        Duration.ofMillis(300),
        Duration.ofSeconds(30),
        standard.awarenessStateBytes(),
        standard.awarenessIds(),
        standard.documentBytes(),
        standard.idle());
  }
}
