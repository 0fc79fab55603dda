package dev.meridian.db;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that the server makes: UUID version 7 (RFC 9562), which sort by time of making. Those of one
/// process go up strictly, also within a millisecond and when its clock is set back: the 12 bits
/// behind the time count.
public final class Uuid7 {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNTER_BITS = 12;
  private static final AtomicLong LAST = new AtomicLong();

  private Uuid7() {}

  public static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long stamp = LAST.updateAndGet(last -> Math.max(last + 1, now));
    long high = (stamp >>> COUNTER_BITS << 16) | 0x7000 | (stamp & 0xFFF);
    long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
