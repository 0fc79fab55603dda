package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.Lib0Writer;

/** The columns of an update v2 that is being written. */
final class ColumnsOut {
  final UintRuns.Writer clients = new UintRuns.Writer();
  final DiffRuns.Writer leftClocks = new DiffRuns.Writer();
  final DiffRuns.Writer rightClocks = new DiffRuns.Writer();
  final ByteRuns.Writer infos = new ByteRuns.Writer();
  final StringColumn.Writer strings = new StringColumn.Writer();
  final ByteRuns.Writer parentInfos = new ByteRuns.Writer();
  final UintRuns.Writer typeRefs = new UintRuns.Writer();
  final UintRuns.Writer lengths = new UintRuns.Writer();
  final Lib0Writer rest;

  private final DiffRuns.Writer keyClocks = new DiffRuns.Writer();
  private long keyClock;

  ColumnsOut(int expectedBytes) {
    rest = new Lib0Writer(expectedBytes);
  }

  /**
   * Adds the name of a mark or element. The format could refer to the same name further up, but Yjs
   * never does, and so every name counts as a new one.
   */
  void key(byte[] source, int from, int to) {
    keyClocks.write(keyClock++);
    strings.write(source, from, to);
  }

  byte[] toBytes() {
    var out = new Lib0Writer(rest.size() + 256);
    out.u8(0);
    column(out, keyClocks.finished());
    column(out, clients.finished());
    column(out, leftClocks.finished());
    column(out, rightClocks.finished());
    column(out, infos.finished());
    column(out, strings.finished());
    column(out, parentInfos.finished());
    column(out, typeRefs.finished());
    column(out, lengths.finished());
    out.raw(rest);
    return out.toBytes();
  }

  private static void column(Lib0Writer out, Lib0Writer column) {
    out.varUint(column.size());
    out.raw(column);
  }
}
