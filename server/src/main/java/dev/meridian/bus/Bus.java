package dev.meridian.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/// Carries news to everyone who subscribed, on this node and on others: at most once, in order per
/// publisher and channel, and never the truth, which is in Postgres. May be used from any thread.
public interface Bus {

  /// Who may do what has changed, as [AccessNews] says it. Published after the commit.
  String ACCESS = "access";

  /// Tells this node's subscribers and those of the others. Succeeds when this node's own handlers
  /// have run; whether others hear it is not known.
  default Future<Void> publish(String channel, Buffer message) {
    tellOthers(channel, message);
    return tellHere(channel, message);
  }

  /// Tells the subscribers of this node alone. Succeeds when their handlers have run.
  Future<Void> tellHere(String channel, Buffer message);

  /// Tells the subscribers of the other nodes alone, as far as they can be reached.
  void tellOthers(String channel, Buffer message);

  /// Handlers are called on the context of the subscriber.
  Subscription subscribe(String channel, Handler<Buffer> handler);

  /// Whether what others publish is heard at the moment. While it is not, whoever follows something
  /// looks at Postgres more often.
  boolean isConnected();
}
