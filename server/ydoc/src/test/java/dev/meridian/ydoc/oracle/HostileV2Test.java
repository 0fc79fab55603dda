package dev.meridian.ydoc.oracle;

import static dev.meridian.ydoc.UpdateRejected.Reason.CLIENTS;
import static dev.meridian.ydoc.UpdateRejected.Reason.CLOCK;
import static dev.meridian.ydoc.UpdateRejected.Reason.MALFORMED;
import static dev.meridian.ydoc.UpdateRejected.Reason.TOO_DEEP;
import static dev.meridian.ydoc.UpdateRejected.Reason.TOO_LARGE;
import static dev.meridian.ydoc.UpdateRejected.Reason.TOO_MANY;
import static dev.meridian.ydoc.UpdateRejected.Reason.UNKNOWN_ROOT;
import static dev.meridian.ydoc.oracle.WireV2.often;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.Updates;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates v2 of people who mean harm: refused with a reason, at the cost of the limits at most. */
class HostileV2Test {
  private static final long HUGE = 1L << 50;
  private static final int KIBI = 1 << 10;

  private static final int STRUCTS = 100_000;
  private static final int STATE_BYTES = 1 << 20;

  /** Bytes that refusing may allocate: what the limits below allow, read and written. */
  private static final long MEMORY = 32L << 20;

  private static final int GC = 0;
  private static final int DELETED = 1;
  private static final int JSON = 2;
  private static final int BINARY = 3;
  private static final int STRING = 4;
  private static final int EMBED = 5;
  private static final int FORMAT = 6;
  private static final int TYPE = 7;
  private static final int ANY = 8;
  private static final int SKIP = 10;

  /** A run of the difference 0. */
  private static final int SAME = 1;

  private static Limits limits() {
    var standard = Limits.standard();
    return standard.withDocument(
        standard.document().withStructs(STRUCTS).withStateBytes(STATE_BYTES));
  }

  static Stream<HostileCase> corpus() {
    return Stream.of(runs(), counts(), columns(), contents()).flatMap(List::stream);
  }

  /** A few bytes that stand for very much. */
  private static List<HostileCase> runs() {
    return List.of(
        bomb(
            "two billion collected ranges",
            TOO_MANY,
            Integer.MAX_VALUE,
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(often(1)).uint(Integer.MAX_VALUE);
            }),
        bomb(
            "2^50 collected ranges",
            TOO_MANY,
            HUGE,
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(often(1)).uint(HUGE);
            }),
        bomb(
            "more structs than a document may have",
            TOO_MANY,
            STRUCTS + 1,
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(often(1)).uint(STRUCTS);
            }),
        bomb(
            "a long name again and again",
            TOO_LARGE,
            STRUCTS,
            wire -> {
              var name = "k".repeat(KIBI);
              wire.infos.raw(0x80 | TYPE);
              wire.typeRefs.raw(often(3)).uint(STRUCTS);
              wire.clients.raw(often(2)).uint(STRUCTS);
              wire.leftClocks.raw(SAME).uint(STRUCTS);
              wire.keyClocks.raw(SAME).uint(STRUCTS);
              wire.strings.string(name).raw(0x80).uint(KIBI >> 6);
            }),
        bomb(
            "parents of two bytes that become many",
            TOO_LARGE,
            STRUCTS,
            wire -> {
              wire.infos.raw(DELETED);
              wire.parentInfos.raw(0);
              wire.clients.raw(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f).uint(STRUCTS);
              wire.leftClocks.raw(SAME).uint(STRUCTS);
              wire.lengths.raw(often(1)).uint(STRUCTS);
            }),
        bomb(
            "two billion empty JSON texts",
            MALFORMED,
            1,
            wire -> {
              wire.infos.raw(JSON);
              wire.parentInfos.raw(1);
              wire.strings.uint(1).raw('t').raw(1).raw(often(0)).uint(Integer.MAX_VALUE);
              wire.lengths.raw(0xbf, 0xff, 0xff, 0xff, 0x07);
            }),
        bomb(
            "two billion values",
            MALFORMED,
            1,
            wire -> {
              wire.infos.raw(ANY);
              wire.parentInfos.raw(1);
              wire.strings.uint(1).raw('t').raw(1);
              wire.lengths.raw(0xbf, 0xff, 0xff, 0xff, 0x07);
              wire.rest.raw(126);
            }));
  }

  private static List<HostileCase> counts() {
    return List.of(
        malformed("no bytes at all", new byte[0]),
        malformed("two billion clients", rest(r -> r.uint(Integer.MAX_VALUE))),
        malformed("two billion deleting clients", rest(r -> r.uint(0).uint(Integer.MAX_VALUE))),
        malformed("two billion delete ranges", rest(r -> r.uint(0).uint(1).uint(1).uint(1L << 31))),
        malformed("bytes after the end", rest(r -> r.uint(0).uint(0).uint(0))),
        HostileCase.of(
                "more clients than a document may have",
                CLIENTS,
                WireV2.update(wire -> {
                  wire.rest.uint(20).raw(new byte[40]).uint(0);
                  wire.clients.raw(often(1)).uint(18);
                }))
            .with(limits -> limits.withDocument(limits.document().withClients(19))),
        HostileCase.of("more bytes than a state", TOO_LARGE, new byte[STATE_BYTES + 1]),
        HostileCase.of(
            "a delete range at 2^50",
            CLOCK,
            rest(r -> r.uint(0).uint(1).uint(1).uint(1).uint(HUGE).uint(0))),
        HostileCase.of(
            "a delete range of 2^50",
            CLOCK,
            rest(r -> r.uint(0).uint(1).uint(1).uint(1).uint(0).uint(HUGE))),
        HostileCase.of(
            "a clock of 2^50",
            CLOCK,
            WireV2.update(wire -> {
              wire.rest.uint(1).uint(1).uint(HUGE).uint(0);
              wire.clients.raw(1);
              wire.infos.raw(GC);
              wire.lengths.raw(1);
            })),
        bomb(
            "a collected range of 2^40",
            CLOCK,
            1,
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(0x80, 0x80, 0x80, 0x80, 0x80, 0x20);
            }),
        bomb(
            "collected ranges that sum up to 2^31",
            CLOCK,
            2,
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(0xc0, 0x80, 0x80, 0x80, 0x08).uint(0);
            }),
        bomb(
            "a gap of 2^50",
            CLOCK,
            1,
            wire -> {
              wire.infos.raw(SKIP);
              wire.rest.uint(HUGE);
            }));
  }

  private static List<HostileCase> columns() {
    return List.of(
        malformed("features nobody knows", new Wire().uint(1).raw(new byte[11]).bytes()),
        malformed("a column longer than the bytes", new Wire().uint(0).uint(1L << 31).bytes()),
        malformed("an update of format v1", Fixtures.everyKind()),
        malformed(
            "a client column that is too short",
            WireV2.update(w -> w.rest.uint(1).uint(1).uint(0).uint(0))),
        bombOf("an info column that is too short", wire -> wire.lengths.raw(1)),
        bombOf("a length column that is too short", wire -> wire.infos.raw(GC)),
        bombOf(
            "a length column that is too long",
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(1, 1);
            }),
        bombOf(
            "a run that is too long",
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(often(1)).uint(0);
            }),
        bombOf(
            "clocks that go below zero",
            wire -> {
              wire.infos.raw(0x80 | DELETED);
              wire.clients.raw(2);
              wire.leftClocks.raw(0x42);
              wire.lengths.raw(1);
            }),
        bomb(
            "clocks that go beyond 2^53",
            MALFORMED,
            3,
            wire -> {
              wire.infos.raw(0x80 | DELETED);
              wire.clients.raw(often(2)).uint(1);
              wire.leftClocks.raw(0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f).uint(1);
              wire.lengths.raw(often(1)).uint(1);
            }),
        bombOf(
            "names that go below zero",
            wire -> {
              wire.infos.raw(0x80 | FORMAT);
              wire.clients.raw(2);
              wire.leftClocks.raw(0);
              wire.keyClocks.raw(0x42);
              wire.strings.string("bold").raw(4);
              wire.rest.raw(126);
            }),
        bombOf(
            "a string longer than its column",
            wire -> {
              wire.infos.raw(STRING);
              wire.parentInfos.raw(1);
              wire.strings.uint(2).raw('t', 'a').raw(1, 2);
            }),
        bombOf(
            "characters that no string is made of",
            wire -> {
              wire.infos.raw(STRING);
              wire.parentInfos.raw(1);
              wire.strings.uint(3).raw('t', 'a', 'b').raw(often(1)).uint(0);
            }),
        bombOf(
            "strings that are not UTF-8",
            wire -> {
              wire.infos.raw(STRING);
              wire.parentInfos.raw(1);
              wire.strings.uint(2).raw('t', 0xff).raw(often(1)).uint(0);
            }));
  }

  private static List<HostileCase> contents() {
    return List.of(
        bombOf("content of unknown kind 11", wire -> wire.infos.raw(0x80 | 11)),
        bombOf(
            "deleted content of no length",
            wire -> {
              inRoot(wire, DELETED);
              wire.lengths.raw(0);
            }),
        bombOf(
            "a type of unknown kind 9",
            wire -> {
              inRoot(wire, TYPE);
              wire.typeRefs.raw(9);
            }),
        bombOf(
            "a binary longer than the bytes",
            wire -> {
              inRoot(wire, BINARY);
              wire.rest.uint(1 << 20);
            }),
        bombOf("an embed of undefined", wire -> embed(wire, 127)),
        bombOf("an embed of a bigint", wire -> embed(wire, 122, 0, 0, 0, 0, 0, 0, 0, 1)),
        bombOf(
            "an embed with a bigint inside",
            wire -> embed(wire, 117, 1, 122, 0, 0, 0, 0, 0, 0, 0, 1)),
        bombOf("an embed of unknown kind", wire -> embed(wire, 99)),
        bombOf(
            "JSON that is none",
            wire -> {
              wire.infos.raw(JSON);
              wire.parentInfos.raw(1);
              wire.strings.uint(2).raw('t', '[').raw(often(1)).uint(0);
              wire.lengths.raw(1);
            }),
        bomb("an embed nested too deep", TOO_DEEP, 1, wire -> embed(wire, nested())),
        bomb(
            "a value nested too deep",
            TOO_DEEP,
            1,
            wire -> {
              inRoot(wire, ANY);
              wire.lengths.raw(1);
              wire.rest.raw(nested());
            }),
        bomb(
            "a mark name beyond 1 KiB",
            TOO_LARGE,
            1,
            wire -> {
              wire.infos.raw(FORMAT);
              wire.parentInfos.raw(1);
              wire.keyClocks.raw(0);
              wire.strings.string("t" + "k".repeat(KIBI + 1)).raw(1).raw(0x81, KIBI >> 6);
              wire.rest.raw(126);
            }),
        bomb(
                "a root that is not on the list",
                UNKNOWN_ROOT,
                1,
                wire -> {
                  inRoot(wire, DELETED);
                  wire.lengths.raw(1);
                })
            .with(limits -> limits.withRoots(Set.of("text"))));
  }

  private static void inRoot(WireV2 wire, int kind) {
    wire.infos.raw(kind);
    wire.parentInfos.raw(1);
    wire.strings.string("t").raw(1);
  }

  private static void embed(WireV2 wire, int... any) {
    inRoot(wire, EMBED);
    wire.rest.raw(any);
  }

  private static int[] nested() {
    var any = new int[204];
    for (int i = 0; i < any.length; i += 2) {
      any[i] = 117;
      any[i + 1] = 1;
    }
    any[any.length - 1] = 0;
    return any;
  }

  private static byte[] rest(Consumer<Wire> bytes) {
    return WireV2.update(wire -> bytes.accept(wire.rest));
  }

  private static HostileCase malformed(String name, byte[] update) {
    return HostileCase.of(name, MALFORMED, update);
  }

  private static HostileCase bombOf(String name, Consumer<WireV2> columns) {
    return bomb(name, MALFORMED, 1, columns);
  }

  private static HostileCase bomb(
      String name, Reason reason, long structs, Consumer<WireV2> columns) {
    return HostileCase.of(name, reason, WireV2.block(structs, columns));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpus")
  void isRefusedAtTheCostOfTheLimits(HostileCase hostile) {
    var limits = hostile.limits().apply(limits());
    long allocated = allocated();
    var rejected =
        assertThrows(UpdateRejected.class, () -> Updates.fromV2(hostile.update(), limits));
    allocated = allocated() - allocated;
    assertEquals(hostile.reason(), rejected.reason(), () -> hostile + ": " + rejected.getMessage());
    assertTrue(allocated <= MEMORY, hostile + " made the engine reserve " + allocated + " bytes");
  }

  @Test
  void runsAreTakenAsFarAsTheLimitsGo() throws Exception {
    var many =
        WireV2.block(
            STRUCTS,
            wire -> {
              wire.infos.raw(GC);
              wire.lengths.raw(often(1)).uint(STRUCTS - 2);
            });
    assertTrue(many.length < 30);
    var v1 = Updates.fromV2(many, limits());
    assertEquals(STRUCTS, Updates.inspect(v1, limits()).structs());
    assertArrayEquals(many, Updates.toV2(v1));
  }

  @Test
  void updateCutAnywhereIsRefused() throws Exception {
    var whole = Updates.toV2(Fixtures.everyKind());
    for (int length = 0; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      assertThrows(UpdateRejected.class, () -> Updates.fromV2(cut, limits()), "cut at " + length);
    }
    assertArrayEquals(Fixtures.everyKind(), Updates.fromV2(whole, limits()));
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
