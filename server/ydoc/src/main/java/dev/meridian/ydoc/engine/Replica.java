package dev.meridian.ydoc.engine;

import dev.meridian.ydoc.Applied;
import dev.meridian.ydoc.Change;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.Touched;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Weight;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a document: takes updates, makes its own, writes its state.
 *
 * <pre>
 *   read and check -> gate -> integrate -> delete -> what waited    any of these refuses: rolled back
 *                  -> collect -> join neighbours -> report
 * </pre>
 */
public final class Replica {
  private final Store store;
  private final boolean collects;
  private final Transaction transaction = new Transaction();
  private final UpdateReader reader;
  private final Batch batch = new Batch();
  private final Splitter splitter;
  private final Deleter deleter;
  private final Integrator integrator;
  private final Delivery delivery;
  private final Collector collector;
  private final Neighbours neighbours;
  private final Rollback rollback;
  private final StateWriter stateWriter;
  private final OwnItems ownItems;
  private final LongSupplier clientIds;
  private Waiting waiting = new Waiting();
  private @Nullable Client self;
  private boolean isEditing;

  /**
   * @param expectedBytes of the state that comes first; 0 when there is none
   * @param clientIds draws ids for own edits, below 2^32
   */
  public Replica(Limits limits, Tombstones tombstones, int expectedBytes, LongSupplier clientIds) {
    this.store = new Store(limits, expectedBytes);
    this.collects = tombstones == Tombstones.COLLECT;
    this.clientIds = clientIds;
    this.reader = new UpdateReader(store);
    this.splitter = new Splitter(store, transaction);
    this.deleter = new Deleter(transaction, splitter);
    this.integrator = new Integrator(store, transaction, splitter, deleter);
    this.delivery = new Delivery(integrator, deleter);
    this.collector = new Collector(store, transaction);
    this.neighbours = new Neighbours(store, transaction);
    this.rollback = new Rollback(store, transaction);
    this.stateWriter = new StateWriter(store);
    this.ownItems = new OwnItems(this, integrator, splitter, deleter);
  }

  Store store() {
    return store;
  }

  /** Gives back memory that only loading needed. */
  public void trim() {
    store.trim();
  }

  /**
   * Takes an update.
   *
   * @param isState a whole state or sync step 2, measured by the limits of the document
   */
  public Applied apply(byte[] update, boolean isState, ClientGate gate) throws UpdateRejected {
    if (isEditing) {
      throw new IllegalStateException("an edit is open");
    }
    var mark = new BufferMark(store);
    try {
      reader.read(update, isState, batch);
      new Admission(store, reader.newClients).check(batch, gate);
      return integrate(update, isState, mark);
    } catch (UpdateRejected e) {
      mark.reset(store);
      throw e;
    } finally {
      batch.clear();
      reader.forgetNew();
    }
  }

  private Applied integrate(byte[] update, boolean isState, BufferMark mark) throws UpdateRejected {
    begin(isState ? Integer.MAX_VALUE : store.limits.update().conflictSteps());
    boolean isAllNew;
    try {
      batch.sortBlocks();
      isAllNew = delivery.deliver(batch);
    } catch (UpdateRejected | RuntimeException e) {
      undo();
      throw e;
    }
    Waiting rest = delivery.rest();
    if (waiting.canGoOn(transaction)) {
      try {
        deliverWaiting(rest);
      } catch (UpdateRejected | RuntimeException e) {
        undo();
        waiting = new Waiting();
        batch.clear();
        reader.read(update, isState, batch);
        return integrate(update, isState, mark);
      }
      rest = delivery.rest();
      waiting = new Waiting();
      isAllNew = false;
    }
    if (rest != null) {
      waiting.addAll(rest, store.limits.document().waitingBytes());
    }
    if (transaction.isEmpty()) {
      mark.reset(store);
    }
    return finish(update, isAllNew, rest != null);
  }

  private void deliverWaiting(@Nullable Waiting more) throws UpdateRejected {
    byte[] all = waiting.encode(more);
    batch.clear();
    reader.read(all, true, batch);
    batch.sortBlocks();
    delivery.deliver(batch);
  }

  private void begin(int conflictSteps) {
    transaction.begin(store.size);
    integrator.allow(conflictSteps);
  }

  private void undo() {
    rollback.undo();
    transaction.end();
  }

  private Applied finish(byte[] update, boolean isAllNew, boolean isWaiting) {
    boolean isEmpty = transaction.isEmpty();
    if (isEmpty && !isWaiting) {
      transaction.end();
      return Applied.NOTHING;
    }
    store.size.emptyLength += batch.emptyLength;
    tidy();
    byte[] news = isEmpty ? new byte[0] : isAllNew ? update : stateWriter.transaction(transaction);
    Touched touched = isEmpty ? Touched.NOTHING : transaction.report();
    transaction.end();
    StateVector missing = isWaiting ? stateVector() : StateVector.EMPTY;
    return new Applied(news, touched, isWaiting, missing);
  }

  /** What follows every transaction: clients and roots are in, garbage goes, neighbours join. */
  private void tidy() {
    transaction.normalizeDeleted();
    for (int i = 0; i < transaction.touchedCount; i++) {
      Client client = transaction.touched(i);
      if (!client.isKnown) {
        client.isKnown = true;
        store.clients.add(client);
      }
      if (self != null && client.id == self.id && !isEditing) {
        self = null; // somebody else writes under this id: never again
      }
    }
    for (Node root : reader.newRoots.values()) {
      if (root.isUsed()) {
        store.roots.put(root.name, root);
      }
    }
    if (collects) {
      collector.collect();
    }
    neighbours.join();
  }

  /** The whole state. */
  public byte[] encode() {
    return stateWriter.since(StateVector.EMPTY);
  }

  /** What somebody lacks. */
  public byte[] encodeSince(StateVector theirs) {
    return stateWriter.since(theirs);
  }

  public StateVector stateVector() {
    Client[] clients = store.clients.descending();
    int n = clients.length;
    var ids = new long[n];
    var clocks = new int[n];
    for (int i = 0; i < n; i++) {
      ids[n - 1 - i] = clients[i].id;
      clocks[n - 1 - i] = clients[i].clock;
    }
    return StateVector.ofSorted(ids, clocks);
  }

  public Weight weight() {
    int clients = store.clients.size();
    return new Weight(store.size.structs, clients, store.size.textUnits, store.size.bytes(clients));
  }

  public boolean isWaiting() {
    return !waiting.isEmpty();
  }

  public void dropWaiting() {
    waiting = new Waiting();
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

  /** The root with this name, made when it is not there. */
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

  /** The struct with an element; none when it is not here. */
  public @Nullable Struct find(long clientId, int clock) {
    Client client = store.clients.find(clientId);
    return client == null || clock < 0 || clock >= client.clock ? null : client.find(clock);
  }

  /** The type held by an item; none when it is deleted or not here. */
  public @Nullable Node nested(long clientId, int clock) {
    Struct struct = find(clientId, clock);
    return struct == null || struct.deleted || struct.kind != Kind.TYPE ? null : struct.node();
  }

  /** Uses this id for own edits from now on. */
  public void setClientId(long id) {
    self = clientWithId(id);
  }

  private Client clientWithId(long id) {
    Client known = store.clients.find(id);
    return known != null ? known : new Client(id);
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
    isEditing = true;
    begin(Integer.MAX_VALUE);
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
    tidy();
    isEditing = false;
    boolean isEmpty = transaction.isEmpty();
    byte[] update = isEmpty ? new byte[0] : stateWriter.transaction(transaction);
    Touched touched = isEmpty ? Touched.NOTHING : transaction.report();
    transaction.end();
    return new Change(update, touched);
  }

  /** Ends the edit as if it had never been. */
  public void cancelEdit() {
    undo();
    isEditing = false;
  }

  /** What the buffers held before an update was read. */
  private record BufferMark(TextBuffer text, int textSize, ValueBuffer values, int valueCount) {
    BufferMark(Store store) {
      this(store.text, store.text.size, store.values, store.values.count);
    }

    void reset(Store store) {
      store.text = text;
      text.size = textSize;
      store.values = values;
      values.count = valueCount;
    }
  }
}
