package dev.meridian.ydoc.oracle;

import static dev.meridian.ydoc.oracle.Wire.after;
import static dev.meridian.ydoc.oracle.Wire.any;
import static dev.meridian.ydoc.oracle.Wire.anyNull;
import static dev.meridian.ydoc.oracle.Wire.anyString;
import static dev.meridian.ydoc.oracle.Wire.before;
import static dev.meridian.ydoc.oracle.Wire.between;
import static dev.meridian.ydoc.oracle.Wire.binary;
import static dev.meridian.ydoc.oracle.Wire.block;
import static dev.meridian.ydoc.oracle.Wire.content;
import static dev.meridian.ydoc.oracle.Wire.deletedText;
import static dev.meridian.ydoc.oracle.Wire.embed;
import static dev.meridian.ydoc.oracle.Wire.format;
import static dev.meridian.ydoc.oracle.Wire.gc;
import static dev.meridian.ydoc.oracle.Wire.inItem;
import static dev.meridian.ydoc.oracle.Wire.inRoot;
import static dev.meridian.ydoc.oracle.Wire.json;
import static dev.meridian.ydoc.oracle.Wire.text;
import static dev.meridian.ydoc.oracle.Wire.type;

import dev.meridian.ydoc.oracle.Wire.Deleted;
import dev.meridian.ydoc.oracle.Wire.Id;
import java.util.List;

/** Honest updates that tests start from. */
final class Fixtures {
  private Fixtures() {}

  /** One update with every kind of struct, content, type, place and value. */
  static byte[] everyKind() {
    return Wire.update(
        List.of(
            block(
                900_000_000_000L,
                0,
                inRoot("text", text("aé漢😀")),
                after(new Id(900_000_000_000L, 4), format("bold", "{\"a\":[1,null]}")),
                between(
                    new Id(900_000_000_000L, 0),
                    new Id(900_000_000_000L, 1),
                    embed("{\"image\":\"x\"}")),
                before(new Id(900_000_000_000L, 0), deletedText(3))),
            block(
                200,
                0,
                inRoot("map", "list", type(Wire.ARRAY_TYPE)),
                inItem(new Id(200, 0), any(anyNull(), anyString("s"), everyValue())),
                inItem(new Id(200, 0), json("1", "undefined", "[2]")),
                inItem(new Id(200, 0), binary((byte) 1, (byte) 2)),
                inRoot("xml", type(Wire.ELEMENT_TYPE)),
                inItem(new Id(200, 8), "class", any(anyString("red"))),
                inItem(new Id(200, 8), type(6)),
                inItem(new Id(200, 10), text("inside")),
                inRoot("array", type(Wire.MAP_TYPE)),
                inRoot("array", type(Wire.TEXT_TYPE)),
                inRoot("array", type(4)),
                inRoot(
                    "array",
                    content(Wire.DOC, new Wire().string("guid").raw(118).uint(0).bytes()))),
            block(5, 0, gc(4))),
        List.of(new Deleted(200, 2, 2), new Deleted(5, 0, 4)));
  }

  private static byte[] everyValue() {
    return new Wire()
        .raw(117)
        .uint(9)
        .raw(127)
        .raw(120)
        .raw(121)
        .raw(125, 0xc1, 1)
        .raw(124, 0x3f, 0x80, 0, 0)
        .raw(123, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a)
        .raw(122, 0, 0, 0, 0, 0, 0, 0, 12)
        .raw(116, 2, 1, 2)
        .raw(118, 1, 1, 'k', 126)
        .bytes();
  }
}
