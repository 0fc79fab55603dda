package dev.meridian.collab;

import java.time.Duration;

/// What one connection and one document may cost. Beyond a limit a peer is told why with a close
/// code, or is slowed down.
///
/// @param messageBytes of any message but a sync step 2
/// @param stepTwoBytes of a sync step 2
/// @param documentsPerSocket that one Hocuspocus socket may open
/// @param timeToAuthenticate from the opening of a Hocuspocus socket
/// @param bytesBeforeJoining kept of what arrives for rooms that are not joined yet
/// @param messagesPerSecond beyond which a socket is read more slowly; four times that in a burst
/// @param bytesPerSecond beyond which a socket is read more slowly; four times that in a burst
/// @param patienceWithReaders how long a connection may take nothing while something waits for it
/// @param heartbeat between two signs of life of ours
/// @param silence without a sign of life of theirs, after which a connection counts as gone
/// @param awarenessStateBytes of one awareness state
/// @param awarenessIds client ids that one connection may speak for
/// @param documentBytes of a document in memory, beyond which it takes no more
/// @param idle how long a document that nobody has open stays in memory
public record CollabLimits(
    int messageBytes,
    int stepTwoBytes,
    int documentsPerSocket,
    Duration timeToAuthenticate,
    int bytesBeforeJoining,
    int messagesPerSecond,
    int bytesPerSecond,
    Duration patienceWithReaders,
    Duration heartbeat,
    Duration silence,
    int awarenessStateBytes,
    int awarenessIds,
    int documentBytes,
    Duration idle) {
  private static final int MEBI = 1 << 20;

  public static CollabLimits standard() {
    return new CollabLimits(
        MEBI,
        16 * MEBI,
        128,
        Duration.ofSeconds(10),
        64 * 1024,
        500,
        4 * MEBI,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(45),
        16 * 1024,
        8,
        64 * MEBI,
        Duration.ofSeconds(30));
  }

  /// What the transport lets through at all; larger frames end the connection with 1009.
  public int frameBytes() {
    return stepTwoBytes + 64 * 1024;
  }
}
