package dev.meridian.collab.replica;

import dev.meridian.bus.Bus;
import dev.meridian.bus.Subscription;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import java.util.function.Consumer;

/// The channel on which the nodes tell each other about one document. Touched only on the
/// document's owner loop.
public final class NewsChannel implements AutoCloseable {
  private final Bus bus;
  private final Epoch epoch;
  private final String name;
  private final Subscription subscription;

  /// @param receiver called on the loop that this is made on
  public NewsChannel(Bus bus, Epoch epoch, UUID documentId, Consumer<DocumentNews> receiver) {
    this.bus = bus;
    this.epoch = epoch;
    this.name = "document:" + documentId;
    this.subscription =
        bus.subscribe(
            name,
            message -> NewsCodec.decode(epoch.current(), message.getBytes()).ifPresent(receiver));
  }

  public void tell(DocumentNews news) {
    bus.tellOthers(name, Buffer.buffer(NewsCodec.encode(epoch.current(), news)));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
