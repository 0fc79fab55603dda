package dev.meridian.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/// Carries news to everyone who subscribed, on this node and on others: at most once, in order per
/// publisher and channel, and never the truth, which is in Postgres.
public interface Bus {

  /// Who may do what has changed: `{workspaceId?, accountId?, signInId?}`, each naming what to look
  /// at again (see [AccessNews]). Published after the commit.
  String ACCESS = "access";

  /// Succeeds when the message was handed over, and this node's own handlers have run.
  Future<Void> publish(String channel, Buffer message);

  /// Handlers are called on the context of the subscriber.
  Subscription subscribe(String channel, Handler<Buffer> handler);
}
