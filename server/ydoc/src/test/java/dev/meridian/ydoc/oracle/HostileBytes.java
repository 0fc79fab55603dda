package dev.meridian.ydoc.oracle;

import static dev.meridian.ydoc.UpdateRejected.Reason.MALFORMED;
import static dev.meridian.ydoc.oracle.HostileCorpus.inText;
import static dev.meridian.ydoc.oracle.Wire.any;
import static dev.meridian.ydoc.oracle.Wire.anyNull;
import static dev.meridian.ydoc.oracle.Wire.block;
import static dev.meridian.ydoc.oracle.Wire.content;
import static dev.meridian.ydoc.oracle.Wire.deletedText;
import static dev.meridian.ydoc.oracle.Wire.embed;
import static dev.meridian.ydoc.oracle.Wire.format;
import static dev.meridian.ydoc.oracle.Wire.gc;
import static dev.meridian.ydoc.oracle.Wire.inRoot;
import static dev.meridian.ydoc.oracle.Wire.json;
import static dev.meridian.ydoc.oracle.Wire.text;
import static dev.meridian.ydoc.oracle.Wire.type;
import static dev.meridian.ydoc.oracle.Wire.update;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Bytes that are no update: false counts, unknown kinds, broken text. All of them malformed. */
final class HostileBytes {
  private HostileBytes() {}

  static Stream<HostileCase> all() {
    return Stream.of(counts(), contents(), utf8()).flatMap(List::stream);
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

  /** What {@code Y.encodeStateAsUpdateV2} gives for a text that holds "a". */
  private static byte[] update2() {
    return raw(0, 0, 1, 1, 0, 0, 1, 4, 8, 5, 't', 'e', 'x', 't', 'a', 4, 1, 1, 1, 0, 0, 1, 1, 0, 0);
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
