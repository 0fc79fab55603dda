package dev.meridian.http.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.http.Problem;
import dev.meridian.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LimitTest {

  @Nested
  class NetworkTest {

    @Test
    void containsWhatSharesItsPrefix() {
      assertTrue(Network.of("10.0.0.0/8").contains("10.255.1.2"));
      assertFalse(Network.of("10.0.0.0/8").contains("11.0.0.1"));
      assertTrue(Network.of("192.168.4.0/22").contains("192.168.7.255"));
      assertFalse(Network.of("192.168.4.0/22").contains("192.168.8.0"));
      assertTrue(Network.of("127.0.0.1").contains("127.0.0.1"));
      assertFalse(Network.of("127.0.0.1").contains("127.0.0.2"));
      assertTrue(Network.of("fd00::/8").contains("fd12::1"));
      assertTrue(Network.of("0.0.0.0/0").contains("8.8.8.8"));
      assertFalse(Network.of("0.0.0.0/0").contains("::1"));
      assertTrue(Network.of("10.0.0.0/8").contains("::ffff:10.1.1.1"));
    }

    @Test
    void neverLooksANameUp() {
      assertFalse(Network.of("127.0.0.0/8").contains("localhost"));
      for (var text : List.of("localhost", "10.0.0.0/33", "10.0.0.0/x", "", "1.2.3.4.5")) {
        assertThrows(IllegalArgumentException.class, () -> Network.of(text), text);
      }
    }
  }

  @Nested
  class ClientAddressTest {

    private final ClientAddress behind =
        new ClientAddress(List.of(Network.of("10.0.0.0/8"), Network.of("::1")));

    @Test
    void isThePeerUnlessThatIsATrustedProxy() {
      assertEquals("203.0.113.1", behind.of("203.0.113.1", "1.1.1.1"));
      assertEquals("10.0.0.1", behind.of("10.0.0.1", null));
      assertEquals("1.1.1.1", new ClientAddress(List.of()).of("1.1.1.1", "2.2.2.2"));
    }

    @Test
    void isReadFromTheRight() {
      assertEquals("2.2.2.2", behind.of("10.0.0.1", "1.1.1.1, 2.2.2.2"));
      assertEquals("2.2.2.2", behind.of("::1", "1.1.1.1,2.2.2.2 , 10.0.0.9"));
      assertEquals("10.0.0.7", behind.of("10.0.0.1", "10.0.0.7"));
    }

    @Test
    void stopsAtWhatIsNoAddress() {
      assertEquals("10.0.0.1", behind.of("10.0.0.1", "1.1.1.1, unknown"));
      assertEquals("10.0.0.2", behind.of("10.0.0.1", "evil.example, 10.0.0.2"));
      assertEquals("10.0.0.1", behind.of("10.0.0.1", ""));
    }

    @Test
    void sharesItsLimitsWithItsIpv6Network() {
      assertEquals(
          ClientAddress.limitKey("2001:db8:1:2::1"),
          ClientAddress.limitKey("2001:db8:1:2:ffff::9"));
      assertEquals("1.2.3.4", ClientAddress.limitKey("1.2.3.4"));
    }
  }

  @Nested
  class RateLimitsTest {

    private final TestClock clock = new TestClock();
    private final RateLimits limits = new RateLimits(clock, new SimpleMeterRegistry());
    private final Limit twoPerMinute = new Limit(2, Duration.ofMinutes(1));

    private void spend(String who) {
      limits.spend(twoPerMinute, "tries", who);
    }

    @Test
    void areCountedForEachAlone() {
      spend("a");
      spend("a");
      spend("b");
      var problem = assertThrows(Problem.class, () -> spend("a"));
      assertEquals(429, problem.status());
      assertEquals(30L, problem.extension("retryAfterSeconds"));
    }

    @Test
    void comeBackWithTimeAndRefusalsCostNothing() {
      spend("a");
      spend("a");
      for (int i = 0; i < 10; i++) {
        assertThrows(Problem.class, () -> spend("a"));
      }
      clock.advance(Duration.ofSeconds(30));
      spend("a");
      assertThrows(Problem.class, () -> spend("a"));
      clock.advance(Duration.ofHours(1));
      spend("a");
      spend("a");
      assertThrows(Problem.class, () -> spend("a"));
    }
  }
}
