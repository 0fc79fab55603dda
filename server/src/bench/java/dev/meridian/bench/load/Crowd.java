package dev.meridian.bench.load;

import java.util.ArrayList;
import java.util.List;

/// Everybody at one document, and when each update was due to be sent.
public final class Crowd {
  private static final int REMEMBERED = 8;

  final String document;
  final Recording recording;
  final List<Connection> connections = new ArrayList<>();

  /// When each update of each writer was due, in nanoseconds.
  final long[][] due;

  /// How many updates each writer has sent.
  final int[] sent;

  /// The writer whose updates are not looked at, -1 = none.
  int ignored = -1;

  private final Ranges[] remembered = new Ranges[REMEMBERED];
  private int next;

  public Crowd(String document, Recording recording, int writers) {
    this.document = document;
    this.recording = recording;
    this.due = new long[writers][recording.updates()[0].length];
    this.sent = new int[writers];
    for (int i = 0; i < REMEMBERED; i++) {
      remembered[i] = new Ranges(recording);
    }
  }

  public String document() {
    return document;
  }

  public List<Connection> connections() {
    return connections;
  }

  /// The one who writes as this writer.
  Connection author(int writer) {
    return connections.get(writer);
  }

  /// Leaves this writer's updates out of what is measured.
  public void ignore(int writer) {
    ignored = writer;
  }

  public int writers() {
    return sent.length;
  }

  /// What an update holds. Most receivers get the same bytes, which are read once.
  Ranges ranges(byte[] array, int start, int end) {
    for (int i = 0; i < REMEMBERED; i++) {
      Ranges ranges = remembered[(next + REMEMBERED - i) % REMEMBERED];
      if (ranges.isOf(array, start, end)) {
        return ranges;
      }
    }
    next = (next + 1) % REMEMBERED;
    remembered[next].read(array, start, end);
    return remembered[next];
  }
}
