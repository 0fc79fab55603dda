package dev.meridian.live.socket;

import dev.meridian.http.resource.Resources;
import dev.meridian.live.resource.Frame;
import dev.meridian.live.resource.Seat;
import dev.meridian.live.resource.Watcher;
import dev.meridian.workspace.Caller;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/// What one socket watches under one path: the version that its client holds is all that is kept
/// for it. Touched only on the socket's event loop.
final class Watch {
  private final String path;
  private final Resources.Place place;
  private final SocketServices services;
  private final LiveWire wire;
  private final Runnable gone;
  private @Nullable String held;
  private @Nullable Sitting sitting;
  private boolean isTold;

  /// @param held the version that the client has; null = none
  /// @param gone told when there is nothing to watch any more
  Watch(
      String path,
      Resources.Place place,
      @Nullable String held,
      SocketServices services,
      LiveWire wire,
      Runnable gone) {
    this.path = path;
    this.place = place;
    this.held = held;
    this.services = services;
    this.wire = wire;
    this.gone = gone;
  }

  /// Watching as one caller. What is still on its way from an earlier sitting is not for the client
  /// any more.
  private final class Sitting implements Watcher {
    private final Seat seat;

    Sitting(Caller caller) {
      this.seat = services.watched().join(path, place, caller, held, this);
    }

    @Override
    public void tell(Frame frame) {
      wire.onLoop(_ -> {
        if (sitting == this) {
          arrived(this, frame);
        }
      });
    }
  }

  /// Begins, or goes on as what the caller is now.
  void as(Caller caller) {
    if (sitting != null && services.watched().fits(sitting.seat, place, caller)) {
      return;
    }
    end();
    isTold = false;
    sitting = new Sitting(caller);
  }

  void end() {
    if (sitting != null) {
      services.watched().leave(sitting.seat);
      sitting = null;
    }
  }

  private void arrived(Sitting here, Frame frame) {
    if (frame.kind() == Frame.Kind.GONE) {
      sitting = null;
      wire.send(frame.text());
      gone.run();
    } else if (wire.isSlow()) {
      services.metrics().skippedVersion();
      services.watched().full(here.seat);
    } else if (!frame.fits(held)) {
      resume();
    } else {
      send(frame);
    }
  }

  private void send(Frame frame) {
    if (frame.version() != null) {
      isTold = true;
      held = frame.version();
    }
    wire.send(frame.text());
    services.metrics().sentBytes(ByteBufUtil.utf8Bytes(frame.text()));
    if (frame.kind() == Frame.Kind.SNAPSHOT) {
      services.metrics().sentSnapshot();
    } else if (frame.kind() == Frame.Kind.PATCH) {
      services.metrics().sentPatch();
    }
  }

  void pause() {
    if (sitting != null) {
      services.watched().full(sitting.seat);
    }
  }

  void resume() {
    if (sitting != null) {
      services.watched().resume(sitting.seat, held, isTold);
    }
  }
}
