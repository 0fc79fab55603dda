package dev.meridian.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// Updates that Yjs wrote, for several writers at one text. A writer's updates build on the base
/// and on its own earlier ones only, so that they may reach a server in any order between writers.
///
/// @param base what all start from
/// @param clientIds of each writer
/// @param updates of each writer, in order; each is [#clocksPerUpdate] clocks long
@SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
public record Recording(
    byte[] base, long[] clientIds, byte[][][] updates, int clocksPerUpdate) {

  /// Reads what `record.mjs` wrote.
  public static Recording read(Path file, int clocksPerUpdate) {
    ByteBuffer in;
    try {
      in = ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] base = chunk(in);
    int writers = in.getInt();
    int count = in.getInt();
    long[] clientIds = new long[writers];
    byte[][][] updates = new byte[writers][count][];
    for (int writer = 0; writer < writers; writer++) {
      clientIds[writer] = Integer.toUnsignedLong(in.getInt());
      for (int i = 0; i < count; i++) {
        updates[writer][i] = chunk(in);
      }
    }
    return new Recording(base, clientIds, updates, clocksPerUpdate);
  }

  private static byte[] chunk(ByteBuffer in) {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return bytes;
  }

  /// The writer with this client id, -1 when it is none.
  int writer(long clientId) {
    for (int i = 0; i < clientIds.length; i++) {
      if (clientIds[i] == clientId) {
        return i;
      }
    }
    return -1;
  }
}
