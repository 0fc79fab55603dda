package dev.meridian.ydoc.engine;

import org.jspecify.annotations.Nullable;

/** What one client wrote, in clock order without gaps. */
final class Client {
  private static final Ranges NO_RANGES = new Ranges();

  final long id;
  final StructList structs = new StructList();

  /** The next clock expected. */
  int clock;

  /** The transaction that added structs last, and the clock it found. */
  int epoch;

  int clockBefore;

  /** The transaction that deleted something last, and what it deleted. */
  int deleteEpoch;

  Ranges deleted = NO_RANGES;

  /** Block of this client in the update being integrated; -1 when it has none. */
  int block = -1;

  /** Is in the client table of the document. */
  boolean isKnown;

  private @Nullable Struct lastFound;

  Client(long id) {
    this.id = id;
  }

  void append(Struct struct) {
    structs.append(struct);
    clock = struct.end();
  }

  /** The struct with the element at {@code wanted}, which must be below {@link #clock}. */
  Struct find(int wanted) {
    Struct last = structs.last();
    if (wanted >= last.clock) {
      return last;
    }
    Struct hint = lastFound;
    // a struct that was merged away has no length and is never a hit
    if (hint != null && wanted >= hint.clock && wanted < hint.end()) {
      return hint;
    }
    Struct found = structs.at(structs.find(wanted));
    lastFound = found;
    return found;
  }

  /** Forgets the structs from {@code from} on, when a transaction is undone. */
  void truncate(int from) {
    structs.truncate(from);
    clock = from;
    lastFound = null;
  }

  void forgetHint() {
    lastFound = null;
  }

  Ranges startDeleted() {
    if (deleted == NO_RANGES) {
      deleted = new Ranges();
    }
    deleted.clear();
    return deleted;
  }
}
