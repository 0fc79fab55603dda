package dev.meridian.bench.contestant;

import dev.meridian.bench.load.Door;
import dev.meridian.bench.load.Framing;
import java.util.List;

/// A server under measurement.
public interface Contestant {
  /// As in the tables.
  String name();

  Framing framing();

  /// A fresh one, on no data.
  Running start();

  /// A running server.
  interface Running extends AutoCloseable {
    /// Names of new documents.
    List<String> documents(int count);

    /// The way in, with credentials that are good for a few minutes.
    Door door();

    long process();

    /// Processes of its database, none when it has no database.
    List<Long> database();

    /// Collects garbage, so that memory which is not needed is not counted.
    void collect();

    /// Kills it as a crash would, and starts it again on the same data.
    void killAndRestart();

    @Override
    void close();
  }
}
