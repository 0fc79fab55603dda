package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.UpdateRejected.Reason;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.MalformedException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads updates v1 and checks all that can be checked without integrating.
 *
 * <pre>
 *   update   = count block* deletes
 *   block    = structCount client clock struct*
 *   struct   = info (length | [origin id] [right origin id] [parent [key]] content)
 *   info     = kind | 0x80 has origin | 0x40 has right origin | 0x20 has key
 *   parent   = 1 rootName | 0 id          only without origins, and so is the key
 *   deletes  = count (client count (clock length)*)*
 * </pre>
 */
final class UpdateReader {
  private static final int HAS_ORIGIN = 0x80;
  private static final int HAS_RIGHT = 0x40;
  private static final int HAS_KEY = 0x20;
  private static final int KIND = 0x1F;
  private static final byte[] NOTHING = {};

  private final Store store;
  private final Limits limits;
  private final ContentReader contents;

  /** Clients and roots named by what was read, and not in the document. */
  final ClientTable newClients = new ClientTable();

  final Map<String, Node> newRoots = new HashMap<>();

  private Lib0Reader in = new Lib0Reader(NOTHING);
  private boolean isState;

  UpdateReader(Store store) {
    this.store = store;
    this.limits = store.limits;
    this.contents = new ContentReader(store);
  }

  /** Forgets clients and roots that did not make it into the document. */
  void forgetNew() {
    newClients.clear();
    if (!newRoots.isEmpty()) {
      newRoots.clear();
    }
  }

  /**
   * Reads an update into an empty batch.
   *
   * @param state measured by the limits of the document, not by those of an update
   */
  void read(byte[] update, boolean state, Batch batch) throws UpdateRejected {
    int most = state ? limits.document().stateBytes() : limits.update().bytes();
    if (update.length > most) {
      throw new UpdateRejected(Reason.TOO_LARGE, 0, update.length + " bytes");
    }
    in = new Lib0Reader(update);
    isState = state;
    batch.bytes = update;
    try {
      readBlocks(batch);
      readDeletes(batch);
      if (in.hasMore()) {
        throw new MalformedException("bytes after the end", in.offset());
      }
    } catch (MalformedException e) {
      throw UpdateRejected.of(e);
    }
  }

  private void readBlocks(Batch batch) throws UpdateRejected {
    int count = in.count(3);
    int most = isState ? limits.document().clients() : limits.update().clients();
    if (count > most) {
      throw new UpdateRejected(Reason.CLIENTS, 0, count + " clients");
    }
    for (int i = 0; i < count; i++) {
      readBlock(batch);
    }
  }

  private void readBlock(Batch batch) throws UpdateRejected {
    int offset = in.offset();
    int count = in.count(2);
    int most = isState ? limits.document().structs() : limits.update().structs();
    if (batch.structCount + count > most) {
      throw new UpdateRejected(Reason.TOO_MANY, offset, "structs");
    }
    Client client = client(in.varUint());
    if (client.block >= 0) {
      throw new MalformedException("a client comes twice", offset);
    }
    int clock = clock();
    int from = batch.structCount;
    for (int i = 0; i < count; i++) {
      Struct struct = readStruct(client, clock);
      batch.addStruct(struct);
      clock = struct.end();
      if (struct.kind <= Kind.DELETED) {
        batch.emptyLength += struct.length;
      }
    }
    batch.addBlock(client, from);
  }

  private Struct readStruct(Client client, int clock) throws UpdateRejected {
    int offset = in.offset();
    int info = in.u8();
    byte kind = (byte) (info & KIND);
    if (kind == Kind.GC || kind == Kind.SKIP) {
      return checked(new Struct(client, clock, clock(), kind), offset);
    }
    if (kind > Kind.SKIP) {
      throw new MalformedException("unknown kind of content " + kind, offset);
    }
    var struct = new Struct(client, clock, 0, kind);
    if ((info & HAS_ORIGIN) != 0) {
      struct.originClient = client(in.varUint());
      struct.originClock = clock();
      checkBackward(struct.originClient, struct.originClock, struct, offset);
    }
    if ((info & HAS_RIGHT) != 0) {
      struct.rightClient = client(in.varUint());
      struct.rightClock = clock();
      checkBackward(struct.rightClient, struct.rightClock, struct, offset);
    }
    if ((info & (HAS_ORIGIN | HAS_RIGHT)) == 0) {
      readParent(struct, offset);
      if ((info & HAS_KEY) != 0) {
        struct.key = contents.key(in, limits.values().keyBytes());
      }
    }
    contents.read(in, struct, isState);
    return checked(struct, offset);
  }

  private static Struct checked(Struct struct, int offset) throws UpdateRejected {
    if (struct.length == 0 && struct.kind != Kind.SKIP) {
      throw new MalformedException("struct without length", offset);
    }
    if (struct.end() < 0) {
      throw new UpdateRejected(Reason.CLOCK, offset, "clock beyond 2^31 - 1");
    }
    return struct;
  }

  /** An item refers only to what its client knew: of the client's own, to what came before. */
  private static void checkBackward(@Nullable Client client, int clock, Struct struct, int offset) {
    if (client == struct.client && clock >= struct.clock) {
      throw new MalformedException("refers to what its client had not written yet", offset);
    }
  }

  private void readParent(Struct struct, int offset) throws UpdateRejected {
    if (in.varUint() == 1) {
      struct.parent = root();
      return;
    }
    struct.parentById = true;
    struct.originClient = client(in.varUint());
    struct.originClock = clock();
    checkBackward(struct.originClient, struct.originClock, struct, offset);
  }

  private Node root() throws UpdateRejected {
    int offset = in.offset();
    String name = contents.key(in, limits.values().rootBytes());
    Node known = store.roots.get(name);
    if (known != null) {
      return known;
    }
    var allowed = limits.document().roots();
    if (!allowed.isEmpty() && !allowed.contains(name)) {
      throw new UpdateRejected(Reason.UNKNOWN_ROOT, offset, "root '" + name + "'");
    }
    return newRoots.computeIfAbsent(name, n -> new Node(Node.ROOT, n));
  }

  private void readDeletes(Batch batch) throws UpdateRejected {
    int clients = in.count(2);
    int most = isState ? limits.document().structs() : limits.update().deletes();
    for (int i = 0; i < clients; i++) {
      Client client = client(in.varUint());
      int offset = in.offset();
      int count = in.count(2);
      if (batch.deleteCount + count > most) {
        throw new UpdateRejected(Reason.TOO_MANY, offset, "delete ranges");
      }
      for (int k = 0; k < count; k++) {
        readDelete(client, batch);
      }
    }
  }

  private void readDelete(Client client, Batch batch) throws UpdateRejected {
    int offset = in.offset();
    int clock = clock();
    int length = clock();
    if (length == 0) {
      throw new MalformedException("delete range without length", offset);
    }
    if (clock + length < 0) {
      throw new UpdateRejected(Reason.CLOCK, offset, "clock beyond 2^31 - 1");
    }
    batch.addDelete(client, clock, length);
  }

  private int clock() throws UpdateRejected {
    return clock(in);
  }

  /** A clock or a length of clocks. */
  static int clock(Lib0Reader in) throws UpdateRejected {
    int offset = in.offset();
    long value = in.varUint();
    if (value > Integer.MAX_VALUE) {
      throw new UpdateRejected(Reason.CLOCK, offset, "clock beyond 2^31 - 1");
    }
    return (int) value;
  }

  private Client client(long id) {
    Client known = store.clients.find(id);
    if (known != null) {
      return known;
    }
    Client fresh = newClients.find(id);
    if (fresh == null) {
      fresh = new Client(id);
      newClients.add(fresh);
    }
    return fresh;
  }
}
