package dev.meridian.ydoc.v2;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.v2.StringColumn.Slice;
import java.util.ArrayList;
import java.util.List;

/** The columns of an update v2 that is being read. */
final class ColumnsIn {
  final UintRuns.Reader clients;
  final DiffRuns.Reader leftClocks;
  final DiffRuns.Reader rightClocks;
  final ByteRuns.Reader infos;
  final StringColumn.Reader strings;
  final ByteRuns.Reader parentInfos;
  final UintRuns.Reader typeRefs;
  final UintRuns.Reader lengths;
  final Lib0Reader rest;

  private final DiffRuns.Reader keyClocks;
  private final List<Slice> keys = new ArrayList<>();

  ColumnsIn(byte[] update) {
    rest = new Lib0Reader(update);
    if (rest.varUint() != 0) {
      throw new MalformedException("unknown features", 0);
    }
    keyClocks = new DiffRuns.Reader(column(rest));
    clients = new UintRuns.Reader(column(rest));
    leftClocks = new DiffRuns.Reader(column(rest));
    rightClocks = new DiffRuns.Reader(column(rest));
    infos = new ByteRuns.Reader(column(rest));
    strings = new StringColumn.Reader(column(rest));
    parentInfos = new ByteRuns.Reader(column(rest));
    typeRefs = new UintRuns.Reader(column(rest));
    lengths = new UintRuns.Reader(column(rest));
  }

  private static Lib0Reader column(Lib0Reader in) {
    int length = in.count(1);
    int from = in.skip(length);
    return new Lib0Reader(in.array(), from, from + length);
  }

  /** The name of a mark or element: a new one, or one that came before. */
  Slice key() {
    long number = keyClocks.read();
    if (number < keys.size()) {
      return keys.get((int) number);
    }
    Slice key = strings.read();
    keys.add(key);
    return key;
  }

  /** Everything was read; more would be hidden data. */
  void requireEnd() {
    boolean isSpent =
        clients.isSpent()
            && leftClocks.isSpent()
            && rightClocks.isSpent()
            && infos.isSpent()
            && strings.isSpent()
            && parentInfos.isSpent()
            && typeRefs.isSpent()
            && lengths.isSpent()
            && keyClocks.isSpent();
    if (!isSpent || rest.hasMore()) {
      throw new MalformedException("bytes after the end", rest.offset());
    }
  }
}
