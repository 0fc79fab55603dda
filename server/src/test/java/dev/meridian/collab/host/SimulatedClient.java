package dev.meridian.collab.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.meridian.collab.CloseCode;
import dev.meridian.collab.peer.Peer;
import dev.meridian.collab.peer.PeerMessage;
import dev.meridian.collab.peer.Seat;
import dev.meridian.ydoc.ClientGate;
import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Meta;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.Tombstones;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.YDoc;
import dev.meridian.ydoc.sync.SyncMessage;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody who types, is cut off, and comes back to whatever node there is. Knows what was
/// acknowledged: as many receipts as there were messages cover all of them.
final class SimulatedClient {
  private static final String ROOT = "t";

  private final SimulatedTime time;
  private final SimulatedLog log;
  private final Supplier<SimulatedNode> nodes;
  private final long clientId;
  private final UUID memberId;
  final YDoc document;
  private @Nullable Connection connection;
  private boolean isComing;

  /// How far its own edits were acknowledged.
  int acknowledged;

  SimulatedClient(
      SimulatedTime time, SimulatedLog log, Supplier<SimulatedNode> nodes, long clientId) {
    this.time = time;
    this.log = log;
    this.nodes = nodes;
    this.clientId = clientId;
    this.memberId = new UUID(1, clientId);
    this.document = YDoc.create(Limits.standard(), Tombstones.KEEP).withClientId(clientId);
  }

  long clientId() {
    return clientId;
  }

  int typed() {
    return document.stateVector().clock(clientId);
  }

  boolean isSaved() {
    return connection != null && connection.isSynced && acknowledged == typed();
  }

  void type() {
    byte[] update =
        document
            .edit(edit -> {
              var text = edit.text(ROOT);
              int length = text.length();
              if (length > 4 && time.chance(25)) {
                text.delete(time.random.nextInt(length), 1);
              } else {
                text.insert(
                    time.random.nextInt(length + 1), "abcdef".substring(time.random.nextInt(6)));
              }
            })
            .update();
    if (connection != null && connection.isSynced) {
      connection.say(new SyncMessage.Update(update), typed());
    }
  }

  void cutOff() {
    if (connection != null) {
      connection.end();
    }
  }

  void comeBack() {
    if (connection == null && !isComing) {
      isComing = true;
      time.within(300, this::connect);
    }
  }

  private void connect() {
    isComing = false;
    SimulatedNode node = nodes.get();
    if (node.isAlive) {
      connection = new Connection();
      connection.open(node);
    } else {
      comeBack();
    }
  }

  private final class Connection implements Peer {
    private final SimulatedTime.Line up = time.new Line();
    private final SimulatedTime.Line down = time.new Line();
    private @Nullable DocumentHost host;
    private @Nullable Seat seat;
    private boolean isSynced;
    private int said;
    private int receipts;
    private int typedWhenSaid;

    void open(SimulatedNode node) {
      node.join(
          this,
          memberId,
          (joined, taken) -> {
            host = joined;
            seat = taken;
            up.send(() -> pass(new SyncMessage.Step1(document.stateVector().encode())));
          },
          this::end);
    }

    /// A message that is to be acknowledged.
    void say(SyncMessage message, int typed) {
      said++;
      typedWhenSaid = typed;
      up.send(() -> pass(message));
    }

    private void pass(SyncMessage message) {
      DocumentHost to = host;
      Seat from = seat;
      if (to != null && from != null) {
        to.submit(it -> {
          it.receive(from, message);
          if (message instanceof SyncMessage.Step1) {
            it.sendStep1(from);
          }
        });
      }
    }

    void end() {
      DocumentHost left = host;
      Seat from = seat;
      if (left != null && from != null) {
        left.submit(it -> it.leave(from));
      }
      host = null;
      if (connection == this) {
        connection = null;
        comeBack();
      }
    }

    @Override
    public void send(List<PeerMessage> messages) {
      down.send(() -> {
        if (connection == this) {
          messages.forEach(this::hear);
        }
      });
    }

    private void hear(PeerMessage message) {
      switch (message) {
        case PeerMessage.Step1(byte[] stateVector) -> answer(stateVector);
        case PeerMessage.Step2(byte[] update) -> takeIn(update);
        case PeerMessage.Update(byte[] update) -> takeIn(update);
        case PeerMessage.Receipt _ -> {
          if (++receipts == said) {
            acknowledged = Math.max(acknowledged, typedWhenSaid);
          }
          assertTrue(receipts <= said, "more receipts than messages");
        }
        case PeerMessage.Refusal(String reason) -> throw new AssertionError("refused: " + reason);
        case PeerMessage.Presence _ -> {}
      }
    }

    private void answer(byte[] stateVector) {
      try {
        byte[] missing = document.encodeSince(StateVector.decode(stateVector, Limits.standard()));
        isSynced = true;
        say(new SyncMessage.Step2(missing), typed());
      } catch (UpdateRejected e) {
        throw new AssertionError(e);
      }
    }

    private void takeIn(byte[] update) {
      try {
        for (Meta.ClientRange range : Updates.inspect(update, Limits.standard()).clients()) {
          assertTrue(
              range.toClock() <= log.content.stateVector().clock(range.client()),
              "client " + clientId + " is shown what is not committed: " + range);
        }
        document.applyState(update, ClientGate.OPEN);
      } catch (UpdateRejected e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close(CloseCode code, String reason) {
      if (code != CloseCode.RESYNC && code != CloseCode.RESTART) {
        throw new AssertionError("closed with " + code + " " + reason);
      }
      down.send(this::end);
    }

    @Override
    public boolean isToldByEcho() {
      return false;
    }
  }
}
