package dev.meridian.ydoc.sync;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;

/** A message of y-protocols/sync: how two replicas find out what the other lacks. */
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public sealed interface SyncMessage {
  /** "This is what I have": a state vector. Answered by {@link Step2}. */
  record Step1(byte[] stateVector) implements SyncMessage {}

  /** "This is what you lack": an update. */
  record Step2(byte[] update) implements SyncMessage {}

  /** "This just happened": an update. */
  record Update(byte[] update) implements SyncMessage {}

  /**
   * Reads one message.
   *
   * @throws MalformedException when it is none
   */
  static SyncMessage read(Lib0Reader in) {
    int offset = in.offset();
    long kind = in.varUint();
    if (kind == 0) {
      return new Step1(in.varBytes());
    } else if (kind == 1) {
      return new Step2(in.varBytes());
    } else if (kind == 2) {
      return new Update(in.varBytes());
    }
    throw new MalformedException("unknown sync message " + kind, offset);
  }

  default void write(Lib0Writer out) {
    switch (this) {
      case Step1(byte[] stateVector) -> {
        out.varUint(0);
        out.varBytes(stateVector);
      }
      case Step2(byte[] update) -> {
        out.varUint(1);
        out.varBytes(update);
      }
      case Update(byte[] update) -> {
        out.varUint(2);
        out.varBytes(update);
      }
    }
  }

  default byte[] encode() {
    var out = new Lib0Writer();
    write(out);
    return out.toBytes();
  }
}
