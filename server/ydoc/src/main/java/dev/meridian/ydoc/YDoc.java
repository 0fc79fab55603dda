package dev.meridian.ydoc;

import dev.meridian.ydoc.engine.Node;
import dev.meridian.ydoc.engine.Replica;
import dev.meridian.ydoc.engine.Struct;
import dev.meridian.ydoc.lib0.Lib0Reader;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A Yjs document. Touched by one owner at a time. */
public final class YDoc {
  /**
   * Where a nested type is.
   *
   * @param type the type around it
   * @param key its key there; empty when it is in the list
   */
  public record Holder(NodeId type, Optional<String> key) {}

  private static final long CLIENT_IDS = 1L << 32;

  private final Limits limits;
  private final Replica replica;

  private YDoc(Limits limits, Tombstones tombstones, int expectedBytes) {
    this.limits = limits;
    replica = new Replica(limits, tombstones, expectedBytes, YDoc::drawClientId);
  }

  /** A client id as Yjs 13 draws them, never 0. */
  private static long drawClientId() {
    return new SecureRandom().nextLong(1, CLIENT_IDS);
  }

  /** An empty document that collects deleted content, as Yjs does. */
  public static YDoc create(Limits limits) {
    return create(limits, Tombstones.COLLECT);
  }

  public static YDoc create(Limits limits, Tombstones tombstones) {
    return new YDoc(limits, tombstones, 0);
  }

  /** A document from its state, collecting deleted content. */
  public static YDoc load(Limits limits, byte[] state) throws UpdateRejected {
    return load(limits, Tombstones.COLLECT, state);
  }

  /** A document from its state. Pure: may run on any thread before the document is handed over. */
  public static YDoc load(Limits limits, Tombstones tombstones, byte[] state)
      throws UpdateRejected {
    var doc = new YDoc(limits, tombstones, state.length);
    doc.replica.load(state);
    return doc;
  }

  /** Sets the client id of own edits, which otherwise is drawn at the first one. For tests. */
  public YDoc withClientId(long client) {
    Objects.checkIndex(client, Lib0Reader.MAX_SAFE_INTEGER + 1);
    replica.setClientId(client);
    return this;
  }

  /** Takes an update of another replica, from anybody. */
  public Applied apply(byte[] update) throws UpdateRejected {
    return apply(update, ClientGate.OPEN);
  }

  /**
   * Takes an update of another replica.
   *
   * @throws UpdateRejected and the document is as before
   */
  public Applied apply(byte[] update, ClientGate gate) throws UpdateRejected {
    return replica.apply(update, gate);
  }

  /** Takes a sync step 2, which may be as large as the document may. */
  public Applied applyState(byte[] update, ClientGate gate) throws UpdateRejected {
    return replica.applyState(update, gate);
  }

  /** The whole state, compacted: the very bytes Yjs would write. What waits is not in it. */
  public byte[] encode() {
    return replica.encode();
  }

  /** What somebody who knows {@code theirs} needs: the answer to sync step 1. */
  public byte[] encodeSince(StateVector theirs) {
    return replica.encodeSince(theirs);
  }

  /** Of what is integrated; what waits is not in it. */
  public StateVector stateVector() {
    return replica.stateVector();
  }

  /** Where the document is in its history now, as {@code Y.snapshot}. */
  public Snapshot snapshot() {
    return replica.snapshot();
  }

  /**
   * The state at an earlier point, as an update. Content that was collected before the document
   * began to keep its tombstones is gone at every point.
   *
   * @throws IllegalStateException when the document does not keep its tombstones
   * @throws IllegalArgumentException when the document has not come to that point
   */
  public byte[] encodeAt(Snapshot point) {
    return replica.encodeAt(point);
  }

  /**
   * The document as it was at an earlier point: one of its own, to be read like any other.
   *
   * @throws IllegalStateException when the document does not keep its tombstones
   * @throws IllegalArgumentException when the document has not come to that point
   * @throws UpdateRejected when the state at that point is larger than a state may be
   */
  public YDoc at(Snapshot point) throws UpdateRejected {
    return load(limits, Tombstones.KEEP, encodeAt(point));
  }

  /**
   * Drops the content of what was deleted at an earlier point already; only its length stays, as
   * Yjs's collecting does. A document that takes a snapshot every day and collects up to that of N
   * days ago keeps its tombstones for N days: points from then on can be read as before, earlier
   * ones lack what was collected. An item goes as a whole, once all of it was deleted.
   *
   * @throws IllegalStateException when the document does not keep its tombstones
   * @throws IllegalArgumentException when the document has not come to that point
   */
  public void collect(Snapshot point) {
    replica.collect(point);
  }

  public Weight weight() {
    return replica.weight();
  }

  /** Updates have come that build on something that has not. */
  public boolean isWaiting() {
    return replica.isWaiting();
  }

  /** Forgets what waits; the protocol asks for it again. */
  public void dropWaiting() {
    replica.dropWaiting();
  }

  /** Names of the roots that hold or held something. */
  public Set<String> roots() {
    return replica.roots();
  }

  public YText text(String root) {
    return new YText(replica, replica.root(root));
  }

  public YArray array(String root) {
    return new YArray(replica, replica.root(root));
  }

  public YMap map(String root) {
    return new YMap(replica, replica.root(root));
  }

  public YXml xml(String root) {
    return new YXml(replica, replica.root(root));
  }

  /** The nested type with this id; empty when it is deleted or was never here. */
  public Optional<Item> nested(NodeId.Nested id) {
    return Optional.ofNullable(replica.nested(id.client(), id.clock()))
        .map(node -> Contents.view(replica, node));
  }

  /** Where a nested type is; empty when it is deleted or was never here. */
  public Optional<Holder> holderOf(NodeId.Nested id) {
    Struct holder = replica.holder(id.client(), id.clock());
    Node parent = holder == null ? null : holder.parent();
    return holder == null || parent == null
        ? Optional.empty()
        : Optional.of(new Holder(parent.id(), Optional.ofNullable(holder.key())));
  }

  /** Where a position is now; empty when its element is not known here or collected. */
  public Optional<Position.Place> locate(Position position) {
    return Positions.locate(replica, position);
  }

  /**
   * Own edits in one transaction. When the work throws, nothing happened.
   *
   * @throws IllegalStateException when called inside another edit
   */
  public Change edit(Consumer<Edit> work) {
    replica.beginEdit();
    try {
      work.accept(new Roots(this));
    } catch (RuntimeException | Error e) {
      replica.cancelEdit();
      throw e;
    }
    return replica.commitEdit();
  }

  /** The roots, as an edit sees them. */
  private record Roots(YDoc doc) implements Edit {
    @Override
    public YText text(String root) {
      return doc.text(root);
    }

    @Override
    public YArray array(String root) {
      return doc.array(root);
    }

    @Override
    public YMap map(String root) {
      return doc.map(root);
    }

    @Override
    public YXml xml(String root) {
      return doc.xml(root);
    }
  }
}
