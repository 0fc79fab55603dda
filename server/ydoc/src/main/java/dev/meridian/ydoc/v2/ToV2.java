package dev.meridian.ydoc.v2;

import static dev.meridian.ydoc.v2.Structs.HAS_KEY;
import static dev.meridian.ydoc.v2.Structs.HAS_ORIGIN;
import static dev.meridian.ydoc.v2.Structs.HAS_RIGHT;
import static dev.meridian.ydoc.v2.Structs.KIND;

import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.engine.ValueScan;
import dev.meridian.ydoc.lib0.Lib0Reader;
import java.util.Arrays;

/** Takes an update v1 apart into the columns of v2. */
public final class ToV2 {
  private final Lib0Reader in;
  private final ColumnsOut out;
  private final ValueForms forms;
  private final ValueScan values;

  private ToV2(byte[] v1, int maxDepth, ValueForms forms) {
    this.in = new Lib0Reader(v1);
    this.out = new ColumnsOut(v1.length / 2);
    this.forms = forms;
    this.values = new ValueScan(maxDepth);
  }

  /**
   * The same update as v2.
   *
   * @param v1 checked before
   * @param maxDepth that its values were checked for
   */
  public static byte[] convert(byte[] v1, int maxDepth, ValueForms forms) throws UpdateRejected {
    var conversion = new ToV2(v1, maxDepth, forms);
    conversion.blocks();
    conversion.deletes();
    return conversion.out.toBytes();
  }

  private void blocks() throws UpdateRejected {
    long blocks = pass();
    for (long i = 0; i < blocks; i++) {
      long structs = pass();
      out.clients.write(in.varUint());
      pass();
      for (long k = 0; k < structs; k++) {
        struct();
      }
    }
  }

  /** An integer that is the same in both formats. */
  private long pass() {
    long value = in.varUint();
    out.rest.varUint(value);
    return value;
  }

  private void struct() throws UpdateRejected {
    int info = in.u8();
    int kind = info & KIND;
    switch (kind) {
      case Structs.GC -> {
        out.infos.write(kind);
        out.lengths.write(in.varUint());
      }
      case Structs.SKIP -> {
        out.infos.write(kind);
        pass();
      }
      default -> {
        out.infos.write(info);
        place(info);
        content(kind);
      }
    }
  }

  private void place(int info) {
    if ((info & HAS_ORIGIN) != 0) {
      id(out.leftClocks);
    }
    if ((info & HAS_RIGHT) != 0) {
      id(out.rightClocks);
    }
    if ((info & (HAS_ORIGIN | HAS_RIGHT)) == 0) {
      boolean isRoot = in.varUint() == 1;
      out.parentInfos.write(isRoot ? 1 : 0);
      if (isRoot) {
        string();
      } else {
        id(out.leftClocks);
      }
      if ((info & HAS_KEY) != 0) {
        string();
      }
    }
  }

  private void id(DiffRuns.Writer clocks) {
    out.clients.write(in.varUint());
    clocks.write(in.varUint());
  }

  private void string() {
    int length = in.count(1);
    int from = in.skip(length);
    out.strings.write(in.array(), from, from + length);
  }

  private void key() {
    int length = in.count(1);
    int from = in.skip(length);
    out.key(in.array(), from, from + length);
  }

  private void content(int kind) throws UpdateRejected {
    switch (kind) {
      case Structs.DELETED -> out.lengths.write(in.varUint());
      case Structs.JSON -> {
        for (int left = length(); left > 0; left--) {
          string();
        }
      }
      case Structs.BINARY -> {
        byte[] bytes = in.varBytes();
        out.rest.varBytes(bytes);
      }
      case Structs.STRING -> string();
      case Structs.EMBED -> jsonAsAny();
      case Structs.FORMAT -> {
        key();
        jsonAsAny();
      }
      case Structs.TYPE -> {
        long type = in.varUint();
        out.typeRefs.write(type);
        if (Structs.isNamed(type)) {
          key();
        }
      }
      case Structs.ANY -> {
        for (int left = length(); left > 0; left--) {
          any();
        }
      }
      case Structs.DOC -> {
        string();
        any();
      }
      default -> throw new IllegalStateException("kind " + kind);
    }
  }

  private int length() {
    int length = in.count(1);
    out.lengths.write(length);
    return length;
  }

  private void any() throws UpdateRejected {
    int from = in.offset();
    values.skip(in);
    out.rest.raw(in.array(), from, in.offset());
  }

  private void jsonAsAny() {
    int length = in.count(1);
    int from = in.skip(length);
    byte[] any = forms.any(in.array(), from, from + length);
    out.rest.raw(any, 0, any.length);
  }

  private void deletes() {
    long clients = pass();
    for (long i = 0; i < clients; i++) {
      pass();
      ranges();
    }
  }

  private void ranges() {
    var ranges = new long[in.count(2)];
    boolean inOrder = true;
    long end = 0;
    for (int i = 0; i < ranges.length; i++) {
      long clock = in.varUint();
      long length = in.varUint();
      inOrder &= clock >= end;
      end = clock + length;
      ranges[i] = clock << 32 | length;
    }
    write(inOrder ? ranges : joined(ranges));
  }

  /** In order and without overlaps: v2 cannot write others. */
  private static long[] joined(long[] ranges) {
    Arrays.sort(ranges);
    int kept = 0;
    for (int i = 1; i < ranges.length; i++) {
      if (clock(ranges[i]) <= end(ranges[kept])) {
        long length = Math.max(end(ranges[kept]), end(ranges[i])) - clock(ranges[kept]);
        ranges[kept] = clock(ranges[kept]) << 32 | length;
      } else {
        ranges[++kept] = ranges[i];
      }
    }
    return Arrays.copyOf(ranges, kept + 1);
  }

  private void write(long[] ranges) {
    out.rest.varUint(ranges.length);
    long at = 0;
    for (long range : ranges) {
      out.rest.varUint(clock(range) - at);
      out.rest.varUint(end(range) - clock(range) - 1);
      at = end(range);
    }
  }

  private static long clock(long range) {
    return range >>> 32;
  }

  private static long end(long range) {
    return clock(range) + (int) range;
  }
}
