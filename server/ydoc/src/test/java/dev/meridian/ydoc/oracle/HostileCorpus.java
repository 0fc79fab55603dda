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
import static dev.meridian.ydoc.oracle.Wire.content;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Updates that a server must refuse, each with the reason it owes the sender. */
final class HostileCorpus {
  private static final long HUGE = 1L << 50;
  private static final int KIBI = 1 << 10;
  private static final int MEBI = 1 << 20;

  private HostileCorpus() {}

  static Stream<HostileCase> all() {
    return Stream.of(
            counts(), clocks(), references(), contents(), utf8(), sizes(), depths(), costs())
        .flatMap(List::stream);
  }

  /** Counts that promise more than the bytes at hand: nothing may be reserved on their word. */
  private static List<HostileCase> counts() {
    return List.of(
        malformed("no bytes at all"),
        malformed("two billion clients", 0xff, 0xff, 0xff, 0xff, 0x07),
        malformed("two billion structs", 1, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0),
        malformed("two billion deleting clients", 0, 0xff, 0xff, 0xff, 0xff, 0x07),
        malformed("two billion delete ranges", 0, 1, 1, 0xff, 0xff, 0xff, 0xff, 0x07),
        malformed("a number that never ends", bytesOf(0xff, 40)),
        malformed("a number beyond 2^53", new Wire().uint(1L << 60).uint(0).bytes()),
        malformed("bytes after the end", 0, 0, 0),
        malformed("an update of format v2", update2()),
        malformed(
            "a value array of two billion",
            inText(content(Wire.ANY, new Wire().uint(1).raw(117).uint(Integer.MAX_VALUE).bytes()))),
        malformed(
            "a value object of two billion",
            inText(content(Wire.ANY, new Wire().uint(1).raw(118).uint(Integer.MAX_VALUE).bytes()))),
        malformed(
            "two billion values",
            inText(content(Wire.ANY, new Wire().uint(Integer.MAX_VALUE).raw(anyNull()).bytes()))),
        malformed(
            "two billion JSON values",
            inText(content(Wire.JSON, new Wire().uint(Integer.MAX_VALUE).string("1").bytes()))),
        malformed(
            "a string longer than the bytes",
            inText(content(Wire.STRING, new Wire().uint(Integer.MAX_VALUE).raw('a').bytes()))),
        malformed(
            "a binary longer than the bytes",
            inText(content(Wire.BINARY, new Wire().uint(Integer.MAX_VALUE).raw(1).bytes()))));
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

  private static List<HostileCase> contents() {
    var rows = new ArrayList<HostileCase>();
    for (int kind = 11; kind < 32; kind++) {
      rows.add(
          malformed(
              "content of unknown kind " + kind, inText(content(kind, new byte[] {1, 1, 1}))));
    }
    for (int kind = 7; kind < 12; kind++) {
      rows.add(malformed("a type of unknown kind " + kind, inText(type(kind))));
    }
    for (int tag : new int[] {0, 1, 100, 115, 128, 255}) {
      rows.add(malformed("a value with tag " + tag, inText(any(new byte[] {(byte) tag}))));
    }
    rows.add(malformed("an embed that is not JSON", inText(embed("{'a':1}"))));
    rows.add(malformed("an embed with a tail", inText(embed("{} {}"))));
    rows.add(malformed("a mark without a value", inText(format("bold", ""))));
    rows.add(malformed("a mark with half a value", inText(format("bold", "[1,"))));
    rows.add(malformed("legacy JSON that is none", inText(json("[", "1"))));
    rows.add(malformed("text of no length", inText(text(""))));
    rows.add(malformed("deleted content of no length", inText(deletedText(0))));
    rows.add(malformed("a collected range of no length", update(block(1, 0, gc(0)))));
    rows.add(malformed("no values", inText(any())));
    rows.add(
        malformed(
            "the same client twice",
            update(
                block(1, 0, inRoot("text", text("a"))), block(1, 1, inRoot("text", text("b"))))));
    return rows;
  }

  /** Byte sequences that are not UTF-8, at every place where a string can stand. */
  private static List<HostileCase> utf8() {
    var rows = new ArrayList<HostileCase>();
    var bad =
        List.of(
            raw(0x80),
            raw(0xc0, 0x80),
            raw(0xc3),
            raw(0xe2, 0x82),
            raw(0xed, 0xa0, 0x80),
            raw(0xed, 0xbf, 0xbf),
            raw(0xf4, 0x90, 0x80, 0x80),
            raw(0xf5, 0x80, 0x80, 0x80),
            raw(0xff),
            raw('a', 0xc3, '('));
    for (var utf8 : bad) {
      var string = new Wire().uint(utf8.length).raw(utf8).bytes();
      var hex = HexFormat.of().formatHex(utf8);
      rows.add(malformed("text " + hex, inText(content(Wire.STRING, string))));
      rows.add(
          malformed(
              "value " + hex,
              inText(content(Wire.ANY, new Wire().uint(1).raw(119).raw(string).bytes()))));
      rows.add(
          malformed(
              "key in a value " + hex,
              inText(
                  content(
                      Wire.ANY,
                      new Wire().uint(1).raw(118).uint(1).raw(string).raw(anyNull()).bytes()))));
      rows.add(
          malformed(
              "mark name " + hex,
              inText(content(Wire.FORMAT, new Wire().raw(string).string("true").bytes()))));
      rows.add(
          malformed(
              "element name " + hex,
              inText(content(Wire.TYPE, new Wire().uint(Wire.ELEMENT_TYPE).raw(string).bytes()))));
      rows.add(
          malformed(
              "root name " + hex,
              new Wire()
                  .uint(1)
                  .uint(1)
                  .uint(1)
                  .uint(0)
                  .raw(Wire.STRING)
                  .uint(1)
                  .raw(string)
                  .string("a")
                  .uint(0)
                  .bytes()));
      rows.add(
          malformed(
              "map key " + hex,
              new Wire()
                  .uint(1)
                  .uint(1)
                  .uint(1)
                  .uint(0)
                  .raw(Wire.STRING | 0x20)
                  .uint(1)
                  .string("map")
                  .raw(string)
                  .string("a")
                  .uint(0)
                  .bytes()));
    }
    return rows;
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

  /**
   * Each client wrote at the same place without knowing of the others: n of them need n²/2 steps.
   */
  private static List<HostileCase> costs() {
    return List.of(
        HostileCase.of("5,000 clients at the start of a text", COST, samePlace(5_000)),
        HostileCase.of("100 clients at one place, with a small budget", COST, samePlace(100))
            .with(limits -> limits.withUpdate(limits.update().withConflictSteps(1_000))));
  }

  static byte[] samePlace(int clients) {
    var blocks = new Block[clients];
    for (int i = 0; i < clients; i++) {
      blocks[i] = block(clients - i, 0, inRoot("text", text("a")));
    }
    return update(blocks);
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

  /** What {@code Y.encodeStateAsUpdateV2} gives for a text that holds "a". */
  private static byte[] update2() {
    return raw(0, 0, 1, 1, 0, 0, 1, 4, 8, 5, 't', 'e', 'x', 't', 'a', 4, 1, 1, 1, 0, 0, 1, 1, 0, 0);
  }

  private static byte[] inText(byte[] content) {
    return update(block(1, 0, inRoot("text", content)));
  }

  private static HostileCase malformed(String name, int... bytes) {
    return malformed(name, raw(bytes));
  }

  private static HostileCase malformed(String name, byte[] update) {
    return HostileCase.of(name, MALFORMED, update);
  }

  private static int[] bytesOf(int value, int count) {
    var bytes = new int[count];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static byte[] raw(int... bytes) {
    var wire = new Wire();
    for (int b : bytes) {
      wire.raw(b);
    }
    return wire.bytes();
  }
}
