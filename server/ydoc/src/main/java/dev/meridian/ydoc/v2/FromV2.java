package dev.meridian.ydoc.v2;

import static dev.meridian.ydoc.v2.Structs.HAS_KEY;
import static dev.meridian.ydoc.v2.Structs.HAS_ORIGIN;
import static dev.meridian.ydoc.v2.Structs.HAS_RIGHT;
import static dev.meridian.ydoc.v2.Structs.KIND;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.engine.ValueScan;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.v2.StringColumn.Slice;

/**
 * Puts an update v1 together from the columns of v2.
 *
 * <p>Refuses what would cost more than the bytes and limits allow; whether the outcome is a sound
 * update v1 is for the reader of v1 to say.
 */
public final class FromV2 {
  private final Limits limits;
  private final ValueForms forms;
  private final ValueScan values;
  private final ColumnsIn in;
  private final Lib0Reader rest;
  private final Lib0Writer out;
  private long structs;

  private FromV2(byte[] v2, Limits limits, ValueForms forms) {
    this.limits = limits;
    this.forms = forms;
    this.values = new ValueScan(limits.values().depth());
    this.in = new ColumnsIn(v2);
    this.rest = in.rest;
    this.out = new Lib0Writer(v2.length + v2.length / 2 + 16);
  }

  /** The same update as v1, to be checked before it is believed. */
  public static byte[] convert(byte[] v2, Limits limits, ValueForms forms) throws UpdateRejected {
    if (v2.length > limits.document().stateBytes()) {
      throw new UpdateRejected(Reason.TOO_LARGE, 0, v2.length + " bytes");
    }
    try {
      var conversion = new FromV2(v2, limits, forms);
      conversion.blocks();
      conversion.deletes();
      conversion.in.requireEnd();
      return conversion.out.toBytes();
    } catch (MalformedException e) {
      throw UpdateRejected.of(e);
    }
  }

  private void blocks() throws UpdateRejected {
    int blocks = rest.count(2);
    if (blocks > limits.document().clients()) {
      throw new UpdateRejected(Reason.CLIENTS, rest.offset(), blocks + " clients");
    }
    out.varUint(blocks);
    for (int i = 0; i < blocks; i++) {
      block();
    }
  }

  private void block() throws UpdateRejected {
    long count = rest.varUint();
    structs += count;
    if (structs > limits.document().structs()) {
      throw new UpdateRejected(Reason.TOO_MANY, rest.offset(), "structs");
    }
    out.varUint(count);
    out.varUint(in.clients.read());
    out.varUint(rest.varUint());
    for (long i = 0; i < count; i++) {
      struct();
      if (out.size() > limits.document().stateBytes()) {
        throw new UpdateRejected(Reason.TOO_LARGE, rest.offset(), "unpacks to too many bytes");
      }
    }
  }

  private void struct() throws UpdateRejected {
    int info = in.infos.read();
    int kind = info & KIND;
    switch (kind) {
      case Structs.GC -> {
        out.u8(kind);
        out.varUint(in.lengths.read());
      }
      case Structs.SKIP -> {
        out.u8(kind);
        out.varUint(rest.varUint());
      }
      default -> {
        out.u8(info);
        place(info);
        content(kind);
      }
    }
  }

  private void place(int info) {
    if ((info & HAS_ORIGIN) != 0) {
      id(in.leftClocks);
    }
    if ((info & HAS_RIGHT) != 0) {
      id(in.rightClocks);
    }
    if ((info & (HAS_ORIGIN | HAS_RIGHT)) == 0) {
      boolean isRoot = in.parentInfos.read() == 1;
      out.u8(isRoot ? 1 : 0);
      if (isRoot) {
        in.strings.read().writeTo(out);
      } else {
        id(in.leftClocks);
      }
      if ((info & HAS_KEY) != 0) {
        in.strings.read().writeTo(out);
      }
    }
  }

  private void id(DiffRuns.Reader clocks) {
    out.varUint(in.clients.read());
    out.varUint(clocks.read());
  }

  private void content(int kind) throws UpdateRejected {
    switch (kind) {
      case Structs.DELETED -> out.varUint(in.lengths.read());
      case Structs.JSON -> jsonTexts();
      case Structs.BINARY -> {
        int length = rest.count(1);
        out.varUint(length);
        copy(rest.skip(length));
      }
      case Structs.STRING -> in.strings.read().writeTo(out);
      case Structs.EMBED -> anyAsJson();
      case Structs.FORMAT -> {
        key();
        anyAsJson();
      }
      case Structs.TYPE -> {
        long type = in.typeRefs.read();
        out.varUint(type);
        if (Structs.isNamed(type)) {
          key();
        }
      }
      case Structs.ANY -> {
        for (int left = length(rest.remaining()); left > 0; left--) {
          any();
        }
      }
      case Structs.DOC -> {
        in.strings.read().writeTo(out);
        any();
      }
      default -> throw new MalformedException("unknown kind of content " + kind, rest.offset());
    }
  }

  /** A length of things that take something of what is left each. */
  private int length(int left) {
    long length = in.lengths.read();
    if (length > left) {
      throw new MalformedException("count beyond the bytes that follow", rest.offset());
    }
    out.varUint(length);
    return (int) length;
  }

  private void jsonTexts() {
    for (int left = length(in.strings.remaining()); left > 0; left--) {
      Slice text = in.strings.read();
      if (text.length() == 0) {
        throw new MalformedException("not JSON", rest.offset());
      }
      text.writeTo(out);
    }
  }

  /** The name of a mark or element, which may be one that came before: its size multiplies. */
  private void key() throws UpdateRejected {
    Slice key = in.key();
    if (key.length() > limits.values().keyBytes()) {
      throw new UpdateRejected(
          Reason.TOO_LARGE, rest.offset(), "name of " + key.length() + " units");
    }
    key.writeTo(out);
  }

  private void any() throws UpdateRejected {
    int from = rest.offset();
    values.skip(rest);
    copy(from);
  }

  private void copy(int from) {
    out.raw(rest.array(), from, rest.offset());
  }

  private void anyAsJson() throws UpdateRejected {
    int from = rest.offset();
    values.skip(rest);
    int length = rest.offset() - from;
    if (length > limits.values().bytes()) {
      throw new UpdateRejected(Reason.TOO_LARGE, from, "value of " + length + " bytes");
    }
    out.varBytes(forms.json(rest.array(), from, rest.offset()));
  }

  private void deletes() throws UpdateRejected {
    int clients = rest.count(2);
    out.varUint(clients);
    for (int i = 0; i < clients; i++) {
      out.varUint(rest.varUint());
      ranges();
    }
  }

  private void ranges() throws UpdateRejected {
    int count = rest.count(2);
    out.varUint(count);
    long at = 0;
    for (int i = 0; i < count; i++) {
      long clock = at + rest.varUint();
      long length = rest.varUint() + 1;
      at = clock + length;
      if (at > Integer.MAX_VALUE) {
        throw new UpdateRejected(Reason.CLOCK, rest.offset(), "clock beyond 2^31 - 1");
      }
      out.varUint(clock);
      out.varUint(length);
    }
  }
}
