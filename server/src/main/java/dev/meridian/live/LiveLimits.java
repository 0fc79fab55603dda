package dev.meridian.live;

import java.time.Duration;

/// What one socket and one resource of `/live` may cost.
///
/// @param messageBytes of a message of the client
/// @param watchesPerSocket at a time
/// @param messagesPerSecond beyond which a socket is read more slowly; four times that in a burst
/// @param timeToAuthenticate from the opening of a socket to its first good token
/// @param patienceWithReaders how long a socket may take nothing while something waits for it
/// @param heartbeat between two signs of life of ours
/// @param silence without a sign of life of theirs, after which a socket counts as gone
/// @param versionsKept of a resource, for those who come back
/// @param versionBytesKept of a resource, all its versions together
/// @param idle how long a resource that nobody watches is kept true
public record LiveLimits(
    int messageBytes,
    int watchesPerSocket,
    int messagesPerSecond,
    Duration timeToAuthenticate,
    Duration patienceWithReaders,
    Duration heartbeat,
    Duration silence,
    int versionsKept,
    int versionBytesKept,
    Duration idle) {

  public static LiveLimits standard() {
    return new LiveLimits(
        16 << 10,
        200,
        100,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(45),
        50,
        1 << 20,
        Duration.ofSeconds(30));
  }

  /// Of large messages a socket may send fewer.
  public int bytesPerSecond() {
    return 16 * messageBytes;
  }

  /// What the transport lets through at all; larger frames end the connection with 1009.
  public int frameBytes() {
    return messageBytes + (64 << 10);
  }
}
