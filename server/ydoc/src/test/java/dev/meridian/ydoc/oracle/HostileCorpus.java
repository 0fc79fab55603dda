package dev.meridian.ydoc.oracle;

import static dev.meridian.ydoc.UpdateRejected.Reason.CLIENTS;
import static dev.meridian.ydoc.UpdateRejected.Reason.CLOCK;
import static dev.meridian.ydoc.UpdateRejected.Reason.COST;
import static dev.meridian.ydoc.UpdateRejected.Reason.MALFORMED;
import static dev.meridian.ydoc.UpdateRejected.Reason.TOO_DEEP;
import static dev.meridian.ydoc.UpdateRejected.Reason.TOO_LARGE;
import static dev.meridian.ydoc.UpdateRejected.Reason.TOO_MANY;
import static dev.meridian.ydoc.UpdateRejected.Reason.UNKNOWN_ROOT;
import static dev.meridian.ydoc.oracle.Wire.after;
import static dev.meridian.ydoc.oracle.Wire.any;
import static dev.meridian.ydoc.oracle.Wire.anyNull;
import static dev.meridian.ydoc.oracle.Wire.anyString;
import static dev.meridian.ydoc.oracle.Wire.before;
import static dev.meridian.ydoc.oracle.Wire.block;
import static dev.meridian.ydoc.oracle.Wire.deletedText;
import static dev.meridian.ydoc.oracle.Wire.embed;
import static dev.meridian.ydoc.oracle.Wire.format;
import static dev.meridian.ydoc.oracle.Wire.gc;
import static dev.meridian.ydoc.oracle.Wire.inItem;
import static dev.meridian.ydoc.oracle.Wire.inRoot;
import static dev.meridian.ydoc.oracle.Wire.json;
import static dev.meridian.ydoc.oracle.Wire.skip;
import static dev.meridian.ydoc.oracle.Wire.text;
import static dev.meridian.ydoc.oracle.Wire.type;
import static dev.meridian.ydoc.oracle.Wire.update;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.oracle.Wire.Block;
import dev.meridian.ydoc.oracle.Wire.Deleted;
import dev.meridian.ydoc.oracle.Wire.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Well-formed updates that a server must refuse: they cost too much, or cannot be. Each with the
 * reason it owes the sender. Malformed bytes are in {@link HostileBytes}.
 */
final class HostileCorpus {
  private static final long HUGE = 1L << 50;
  private static final int KIBI = 1 << 10;
  private static final int MEBI = 1 << 20;

  private HostileCorpus() {}

  static Stream<HostileCase> all() {
    return Stream.of(clocks(), references(), sizes(), depths(), costs()).flatMap(List::stream);
  }

  private static List<HostileCase> clocks() {
    return List.of(
        HostileCase.of("a clock of 2^50", CLOCK, update(block(1, HUGE, inRoot("text", text("a"))))),
        HostileCase.of(
            "a clock of 2^31", CLOCK, update(block(1, 1L << 31, inRoot("text", text("a"))))),
        HostileCase.of(
            "length beyond 2^31 - 1",
            CLOCK,
            update(block(1, Integer.MAX_VALUE, inRoot("text", text("ab"))))),
        HostileCase.of("a collected range of 2^50", CLOCK, update(block(1, 0, gc(HUGE)))),
        HostileCase.of(
            "collected ranges that sum up to 2^31",
            CLOCK,
            update(block(1, 0, gc(1 << 30), gc(1 << 30)))),
        HostileCase.of(
            "a gap of 2^50", CLOCK, update(block(1, 0, skip(HUGE), inRoot("text", text("a"))))),
        HostileCase.of(
            "deleted content of 2^50",
            CLOCK,
            update(block(1, 0, inRoot("text", deletedText(HUGE))))),
        HostileCase.of(
            "a delete range at 2^50", CLOCK, update(List.of(), List.of(new Deleted(1, HUGE, 1)))),
        HostileCase.of(
            "a delete range of 2^50", CLOCK, update(List.of(), List.of(new Deleted(1, 0, HUGE)))),
        HostileCase.of(
            "more empty length than a document may have",
            CLOCK,
            update(block(1, 0, gc(64_000_001)))),
        HostileCase.of(
                "more empty length in two steps",
                CLOCK,
                update(block(2, 0, inRoot("text", deletedText(32_000_001)))))
            .after(update(block(1, 0, gc(32_000_000)))),
        malformed(
            "a client id beyond 2^53 - 1", update(block(1L << 53, 0, inRoot("text", text("a"))))));
  }

  /** Places that cannot be: in the author's own future, which no honest author can have seen. */
  private static List<HostileCase> references() {
    var start = update(block(1, 0, inRoot("text", text("ab"))));
    return List.of(
        malformed(
            "an origin that is the item itself",
            update(block(1, 0, after(new Id(1, 0), text("a"))))),
        malformed(
                "an origin beyond the own clock",
                update(block(1, 2, after(new Id(1, 7), text("c")))))
            .after(start),
        malformed(
                "a right origin beyond the own clock",
                update(block(1, 2, before(new Id(1, 7), text("c")))))
            .after(start),
        malformed(
                "a parent beyond the own clock",
                update(block(1, 2, inItem(new Id(1, 7), text("c")))))
            .after(start),
        malformed(
            "an origin later in the same block",
            update(block(1, 0, after(new Id(1, 1), text("a")), inRoot("text", text("b"))))),
        malformed(
            "a parent later in the same block",
            update(block(1, 0, inItem(new Id(1, 1), text("a")), inRoot("array", type(0))))),
        malformed(
            "an own origin beyond the clock, behind a gap",
            update(block(1, 50, after(new Id(1, 60), text("a"))))),
        HostileCase.of(
            "an origin at 2^50", CLOCK, update(block(1, 0, after(new Id(2, HUGE), text("a"))))),
        HostileCase.of(
                "a root that is not on the list",
                UNKNOWN_ROOT,
                update(block(1, 0, inRoot("hidden", text("a")))))
            .with(limits -> limits.withRoots(Set.of("text"))));
  }

  private static List<HostileCase> sizes() {
    UnaryOperator<Limits> roomy = limits -> limits.withUpdateBytes(16 * MEBI);
    var tenClients =
        update(
            block(9, 0, inRoot("text", text("a"))),
            block(8, 0, inRoot("text", text("a"))),
            block(7, 0, inRoot("text", text("a"))));
    return List.of(
        HostileCase.of(
            "more bytes than an update may have", TOO_LARGE, inText(text("a".repeat(MEBI)))),
        HostileCase.of("a string beyond 1 MiB", TOO_LARGE, inText(text("a".repeat(MEBI + 1))))
            .with(roomy),
        HostileCase.of(
                "a string value beyond 1 MiB",
                TOO_LARGE,
                inText(any(anyString("a".repeat(MEBI + 1)))))
            .with(roomy),
        HostileCase.of("a binary beyond 1 MiB", TOO_LARGE, inText(Wire.binary(new byte[MEBI + 1])))
            .with(roomy),
        HostileCase.of(
                "an embed beyond 1 MiB", TOO_LARGE, inText(embed('"' + "a".repeat(MEBI) + '"')))
            .with(roomy),
        HostileCase.of(
            "a map key beyond 1 KiB",
            TOO_LARGE,
            update(block(1, 0, inRoot("map", "k".repeat(KIBI + 1), any(anyNull()))))),
        HostileCase.of(
            "a mark name beyond 1 KiB", TOO_LARGE, inText(format("k".repeat(KIBI + 1), "true"))),
        HostileCase.of(
            "a root name beyond 255 bytes",
            TOO_LARGE,
            update(block(1, 0, inRoot("é".repeat(128), text("a"))))),
        HostileCase.of(
                "a document heavier than it may be", TOO_LARGE, inText(text("a".repeat(100_000))))
            .with(limits -> limits.withDocument(limits.document().withBytes(50_000))),
        HostileCase.of("more structs than an update may have", TOO_MANY, manyStructs(11))
            .with(limits -> limits.withUpdate(limits.update().withStructs(10))),
        HostileCase.of("more structs than a document may have", TOO_MANY, manyStructs(11))
            .with(limits -> limits.withDocument(limits.document().withStructs(10))),
        HostileCase.of("more delete ranges than an update may have", TOO_MANY, manyDeletes(11))
            .with(limits -> limits.withUpdate(limits.update().withDeletes(10))),
        HostileCase.of("more clients than an update may have", CLIENTS, manyClients(10_001)),
        HostileCase.of("more clients than a document may have", CLIENTS, manyClients(10))
            .after(tenClients)
            .with(limits -> limits.withDocument(limits.document().withClients(12))));
  }

  private static List<HostileCase> depths() {
    return List.of(
        HostileCase.of("types nested 257 deep", TOO_DEEP, nestedTypes(257)),
        HostileCase.of("types nested 50,000 deep", TOO_DEEP, nestedTypes(50_000)),
        HostileCase.of("a value nested 101 deep", TOO_DEEP, inText(any(nestedArrays(101)))),
        HostileCase.of("a value nested 50,000 deep", TOO_DEEP, inText(any(nestedArrays(50_000)))),
        HostileCase.of("objects nested 50,000 deep", TOO_DEEP, inText(any(nestedObjects(50_000)))),
        HostileCase.of(
            "an embed nested 50,000 deep",
            TOO_DEEP,
            inText(embed("[".repeat(50_000) + "]".repeat(50_000)))),
        HostileCase.of(
            "a mark nested 50,000 deep",
            TOO_DEEP,
            inText(format("bold", "[".repeat(50_000) + "]".repeat(50_000)))),
        HostileCase.of(
            "legacy JSON nested 50,000 deep",
            TOO_DEEP,
            inText(json("[".repeat(50_000) + "]".repeat(50_000)))));
  }

  /** Each item has the same left neighbour and another right one, so each passes all before it. */
  private static List<HostileCase> costs() {
    return List.of(
        HostileCase.of("3,000 items that pass each other", COST, passing(3_000)),
        HostileCase.of("60 items that pass each other, with a small budget", COST, passing(60))
            .with(limits -> limits.withUpdate(limits.update().withConflictSteps(1_000))));
  }

  private static byte[] passing(int count) {
    var structs = new byte[count][];
    for (int i = 0; i < count; i++) {
      structs[i] = before(new Id(2, i), text("b"));
    }
    return update(block(2, 0, inRoot("text", text("a".repeat(count)))), block(1, 0, structs));
  }

  private static byte[] manyStructs(int count) {
    var structs = new byte[count][];
    for (int i = 0; i < count; i++) {
      structs[i] = inRoot("text", text("a"));
    }
    return update(block(1, 0, structs));
  }

  private static byte[] manyDeletes(int count) {
    var ranges = new ArrayList<Deleted>();
    for (int i = 0; i < count; i++) {
      ranges.add(new Deleted(count - i, 0, 1));
    }
    return update(List.of(), ranges);
  }

  private static byte[] manyClients(int count) {
    var blocks = new Block[count];
    for (int i = 0; i < count; i++) {
      blocks[i] = block(100_000 - i, 0, inRoot("map", "k" + i, any(anyNull())));
    }
    return update(blocks);
  }

  private static byte[] nestedTypes(int depth) {
    var structs = new byte[depth][];
    structs[0] = inRoot("array", type(Wire.ARRAY_TYPE));
    for (int i = 1; i < depth; i++) {
      structs[i] = inItem(new Id(1, i - 1), type(Wire.ARRAY_TYPE));
    }
    return update(block(1, 0, structs));
  }

  private static byte[] nestedArrays(int depth) {
    var wire = new Wire();
    for (int i = 0; i < depth; i++) {
      wire.raw(117).uint(1);
    }
    return wire.raw(126).bytes();
  }

  private static byte[] nestedObjects(int depth) {
    var wire = new Wire();
    for (int i = 0; i < depth; i++) {
      wire.raw(118).uint(1).string("k");
    }
    return wire.raw(126).bytes();
  }

  static byte[] inText(byte[] content) {
    return update(block(1, 0, inRoot("text", content)));
  }

  private static HostileCase malformed(String name, byte[] update) {
    return HostileCase.of(name, MALFORMED, update);
  }
}
