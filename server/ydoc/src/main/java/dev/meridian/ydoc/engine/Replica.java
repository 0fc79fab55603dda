package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.Change;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Snapshot;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Weight;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One copy of a document: takes updates, makes its own, writes its state. */
public final class Replica {
  private final Store store;
  private final Transactions transactions;
  private final Inbound inbound;
  private final StateWriter stateWriter;
  private final HistoryWriter historyWriter;
  private final boolean keepsDeleted;
  private final OwnItems ownItems;
  private final LongSupplier clientIds;
  private @Nullable Client self;
  private boolean isEditing;

  /**
   * @param expectedBytes of the state that comes first; 0 when there is none
   * @param clientIds draws ids for own edits, below 2^32
   */
  public Replica(Limits limits, Tombstones tombstones, int expectedBytes, LongSupplier clientIds) {
    this.store = new Store(limits, expectedBytes);
    this.transactions = new Transactions(store, tombstones == Tombstones.COLLECT);
    this.inbound = new Inbound(transactions);
    this.stateWriter = new StateWriter(store);
    this.historyWriter = new HistoryWriter(store);
    this.keepsDeleted = tombstones == Tombstones.KEEP;
    this.ownItems = new OwnItems(this, transactions);
    this.clientIds = clientIds;
  }

  Store store() {
    return store;
  }

  /** Takes the state this document was stored as. */
  public void load(byte[] state) throws UpdateRejected {
    inbound.apply(state, Inbound.Source.OWN_STATE, ClientGate.OPEN);
    store.trim();
  }

  /** Takes an update message. */
  public Applied apply(byte[] update, ClientGate gate) throws UpdateRejected {
    return take(update, Inbound.Source.UPDATE, gate);
  }

  /** Takes a sync step 2. */
  public Applied applyState(byte[] state, ClientGate gate) throws UpdateRejected {
    return take(state, Inbound.Source.PEER_STATE, gate);
  }

  private Applied take(byte[] update, Inbound.Source source, ClientGate gate)
      throws UpdateRejected {
    transactions.requireClosed();
    int ownClock = ownClock();
    Applied applied = inbound.apply(update, source, gate);
    if (ownClock != ownClock()) {
      self = null; // somebody else writes under this id: never again
    }
    return applied;
  }

  private int ownClock() {
    Client own = self == null ? null : store.clients.find(self.id);
    return own == null ? 0 : own.clock;
  }

  /** The whole state. */
  public byte[] encode() {
    transactions.requireClosed();
    return stateWriter.since(StateVector.EMPTY);
  }

  /** What somebody lacks. */
  public byte[] encodeSince(StateVector theirs) {
    transactions.requireClosed();
    return stateWriter.since(theirs);
  }

  /** Where the document is in its history. */
  public Snapshot snapshot() {
    transactions.requireClosed();
    return historyWriter.snapshot();
  }

  /** The state at an earlier point. */
  public byte[] encodeAt(Snapshot point) {
    transactions.requireClosed();
    requireHistory(point);
    return historyWriter.encodeAt(point);
  }

  /** Drops the content of what was deleted at a point already. */
  public void collect(Snapshot point) {
    transactions.requireClosed();
    requireHistory(point);
    transactions.collect(point.deletes());
  }

  /**
   * Checks that the document can tell what was there at a point.
   *
   * @throws IllegalStateException when deleted content is collected
   * @throws IllegalArgumentException when the document has not come that far
   */
  public void requireHistory(Snapshot point) {
    if (!keepsDeleted) {
      throw new IllegalStateException("history needs a document with Tombstones.KEEP");
    }
    if (!store.stateVector().covers(point.stateVector())) {
      throw new IllegalArgumentException("the document has not come to this snapshot");
    }
  }

  public StateVector stateVector() {
    return store.stateVector();
  }

  public Weight weight() {
    int clients = store.clients.size();
    return new Weight(store.size.structs, clients, store.size.textUnits, store.size.bytes(clients));
  }

  public boolean isWaiting() {
    return inbound.isWaiting();
  }

  public void dropWaiting() {
    inbound.dropWaiting();
  }

  /** Names of the roots that something was put into. */
  public Set<String> roots() {
    var names = new TreeSet<String>();
    for (Node root : store.roots.values()) {
      if (root.isUsed()) {
        names.add(root.name);
      }
    }
    return names;
  }

  /**
   * The root with this name, made when it is not there.
   *
   * @throws IllegalArgumentException when the document may not have it
   */
  public Node root(String name) {
    Node known = store.roots.get(name);
    if (known != null) {
      return known;
    }
    var allowed = store.limits.document().roots();
    if (!allowed.isEmpty() && !allowed.contains(name)) {
      throw new IllegalArgumentException("no root '" + name + "' in this kind of document");
    }
    var root = new Node(Node.ROOT, name);
    store.roots.put(name, root);
    return root;
  }

  /** The root with this name; none when nobody asked for it or wrote to it. */
  public @Nullable Node knownRoot(String name) {
    return store.roots.get(name);
  }

  /** The struct with an element; none when it is not here. */
  public @Nullable Struct find(long clientId, int clock) {
    Client client = store.clients.find(clientId);
    return client == null || clock < 0 || clock >= client.clock ? null : client.find(clock);
  }

  /** The type held by an item; none when it is deleted or not here. */
  public @Nullable Node nested(long clientId, int clock) {
    Struct holder = holder(clientId, clock);
    return holder == null ? null : holder.node();
  }

  /** The item that holds a nested type; none when it is deleted or not here. */
  public @Nullable Struct holder(long clientId, int clock) {
    Struct struct = find(clientId, clock);
    return struct == null || struct.deleted || struct.kind != Kind.TYPE ? null : struct;
  }

  /** Uses this id for own edits from now on. */
  public void setClientId(long id) {
    Client known = store.clients.find(id);
    self = known != null ? known : new Client(id);
  }

  /** The client of own edits; drawn when it is needed first, and never one that wrote before. */
  Client self() {
    Client current = self;
    while (current == null) {
      long id = clientIds.getAsLong();
      current = store.clients.find(id) == null ? new Client(id) : null;
    }
    self = current;
    return current;
  }

  /** Opens a transaction for own edits. */
  public void beginEdit() {
    if (isEditing) {
      throw new IllegalStateException("edits do not nest");
    }
    transactions.begin(Integer.MAX_VALUE);
    isEditing = true;
  }

  /**
   * The items of the open edit.
   *
   * @throws IllegalStateException when none is open
   */
  public OwnItems items() {
    if (!isEditing) {
      throw new IllegalStateException("change a document inside edit()");
    }
    return ownItems;
  }

  /** Ends the edit and says what it did. */
  public Change commitEdit() {
    isEditing = false;
    if (transactions.current.isEmpty()) {
      transactions.undo(); // cuts that nothing was put into
      return Change.NOTHING;
    }
    transactions.tidy();
    byte[] update = transactions.encode();
    return new Change(update, transactions.end());
  }

  /** Ends the edit as if it had never been. */
  public void cancelEdit() {
    isEditing = false;
    transactions.undo();
  }
}
