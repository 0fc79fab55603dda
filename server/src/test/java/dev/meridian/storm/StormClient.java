package dev.meridian.storm;

import dev.meridian.ydoc.Limits;
import dev.meridian.ydoc.Meta;
import dev.meridian.ydoc.StateVector;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.sync.SyncMessage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Yjs client that weighs little: it writes values under keys of its own, keeps what is not
/// acknowledged, and after every end of its connection comes back as a stock client does, with step
/// 1 and with what the server lacks. Touched only on its event loop, but for what it tells.
final class StormClient {
  private static final long RETRY_MILLIS = 1_000;
  private static final int AUTH = 2;
  private static final int SYNC = 0;
  private static final int SYNC_STATUS = 8;

  /// Where it connects to.
  record Target(int port, String token) {}

  private final Vertx vertx;
  private final WebSocketClient sockets;
  private final boolean isHocuspocus;
  private final UUID document;
  private final long id;
  private final AtomicInteger failures;
  private volatile Target target;
  private volatile int acknowledged;
  private volatile boolean hasDocument;
  private int written;
  private int sent;
  private @Nullable ClientWebSocket socket;
  private boolean wantsIn;

  StormClient(
      Vertx vertx,
      WebSocketClient sockets,
      boolean isHocuspocus,
      UUID document,
      long id,
      Target target,
      AtomicInteger failures) {
    this.vertx = vertx;
    this.sockets = sockets;
    this.isHocuspocus = isHocuspocus;
    this.document = document;
    this.id = id;
    this.target = target;
    this.failures = failures;
  }

  UUID document() {
    return document;
  }

  String key(int edit) {
    return id + "-" + edit;
  }

  int acknowledged() {
    return acknowledged;
  }

  /// Whether it has the document and everything it wrote is committed.
  boolean isInSync(int edits) {
    return hasDocument && acknowledged == edits;
  }

  /// From now on it connects there with this token.
  void use(Target other) {
    target = other;
  }

  void connect() {
    wantsIn = true;
    hasDocument = false;
    ClientWebSocket next = sockets.webSocket();
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(target.port())
            .setURI(isHocuspocus ? "/collab" : "/collab/" + document)
            .setAllowOriginHeader(false);
    if (!isHocuspocus) {
      options.addHeader("Authorization", "Bearer " + target.token());
    }
    next.binaryMessageHandler(frame -> receive(next, frame.getBytes()));
    next.closeHandler(_ -> ended(next));
    next.exceptionHandler(_ -> {});
    next.connect(options)
        .onSuccess(_ -> opened(next))
        .onFailure(_ -> {
          failures.incrementAndGet();
          comeBackLater();
        });
  }

  private void opened(ClientWebSocket now) {
    socket = now;
    sent = 0;
    if (isHocuspocus) {
      send(
          now,
          out -> {
            out.varUint(AUTH);
            out.varUint(0);
            out.varString(target.token());
          });
    }
    send(now, new SyncMessage.Step1(StateVector.EMPTY.encode()));
  }

  private void ended(ClientWebSocket which) {
    if (socket == which) {
      socket = null;
      comeBackLater();
    }
  }

  private void comeBackLater() {
    if (wantsIn) {
      vertx.setTimer(
          RETRY_MILLIS,
          _ -> {
            if (wantsIn && socket == null) {
              connect();
            }
          });
    }
  }

  /// Does not come back before [#connect].
  void stayAway() {
    wantsIn = false;
  }

  void write() {
    written++;
    ClientWebSocket now = socket;
    if (now != null && hasDocument) {
      sendFrom(now, written - 1, false);
    }
  }

  private void sendFrom(ClientWebSocket now, int from, boolean isAnswer) {
    byte[] update = update(from);
    sent = written;
    send(now, isAnswer ? new SyncMessage.Step2(update) : new SyncMessage.Update(update));
  }

  private byte[] update(int from) {
    Lib0Writer out = new Lib0Writer();
    out.varUint(written > from ? 1 : 0);
    if (written > from) {
      out.varUint(written - from);
      out.varUint(id);
      out.varUint(from);
      for (int edit = from; edit < written; edit++) {
        out.varUint(0x24); // a string under a key of the root
        out.varUint(1);
        out.varString("objectives");
        out.varString(key(edit));
        out.varString("x");
      }
    }
    out.varUint(0);
    return out.toBytes();
  }

  private void receive(ClientWebSocket now, byte[] frame) {
    Lib0Reader in = new Lib0Reader(frame);
    if (isHocuspocus) {
      if (frame.length == 1) {
        now.writeBinaryMessage(Buffer.buffer(new byte[] {10}));
        return;
      }
      in.varString();
    }
    int type = in.varUint31();
    if (type == SYNC) {
      receive(now, SyncMessage.read(in));
    } else if (type == SYNC_STATUS && in.varUint31() == 1) {
      acknowledged = sent;
    }
  }

  private void receive(ClientWebSocket now, SyncMessage message) {
    try {
      switch (message) {
        case SyncMessage.Step1(byte[] stateVector) -> {
          int known = StateVector.decode(stateVector, Limits.standard()).clock(id);
          reaches(known);
          sendFrom(now, known, true);
        }
        case SyncMessage.Step2 _ -> hasDocument = true;
        case SyncMessage.Update(byte[] update) -> {
          for (Meta.ClientRange range : Updates.inspect(update, Limits.standard()).clients()) {
            if (range.client() == id) {
              reaches(range.toClock());
            }
          }
        }
      }
    } catch (UpdateRejected broken) {
      throw new AssertionError(broken);
    }
  }

  private void reaches(int clock) {
    acknowledged = Math.max(acknowledged, clock);
  }

  private void send(ClientWebSocket now, SyncMessage message) {
    send(
        now,
        out -> {
          out.varUint(SYNC);
          message.write(out);
        });
  }

  private void send(ClientWebSocket now, Consumer<Lib0Writer> body) {
    Lib0Writer out = new Lib0Writer();
    if (isHocuspocus) {
      out.varString(document.toString());
    }
    body.accept(out);
    now.writeBinaryMessage(Buffer.buffer(out.toBytes()));
  }
}
