package dev.meridian.collab.socket;

import dev.meridian.bus.AccessNews;
import dev.meridian.collab.CloseCode;

/// A connection, as those see it who end it or look at its rights again. May be called from any
/// thread.
interface CollabSocket {
  /// Looks again at what the caller may do, if the news is about the caller.
  void accessChanged(AccessNews news);

  void close(CloseCode code, String reason);
}
