package dev.meridian.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// One client at one document. Touched only on the generator's thread.
///
/// - upgrading: waits for the answer to the upgrade
/// - open: has asked for the document; synced when it has got it
/// - closed
public final class Connection {
  private static final byte[] STEP_1 = {0, 0, 1, 0};
  private static final byte[] EMPTY_STEP_2 = {0, 1, 2, 0, 0};
  private static final byte[] PONG = {10};
  private static final byte[] NOTHING = {};
  private static final int SYNC = 0;
  private static final int STATUS = 8;
  private static final int UPDATE = 2;
  private static final int NONE = -1;

  private final Door door;
  private final Crowd crowd;
  private final Deliveries deliveries;
  private final int writer;
  private final byte[] prefix;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();

  /// The next clock expected of each writer.
  private final int[] seen;

  private byte[] left = NOTHING;
  private boolean isUpgraded;
  private boolean isClosed;
  private boolean isSynced;
  private boolean hasBase;
  private int receipts;
  private int owedReceipts;
  private int echoed;
  private @Nullable String ending;

  /// @param writer who writes here, -1 = nobody
  Connection(
      Door door,
      Crowd crowd,
      Deliveries deliveries,
      int writer,
      SocketChannel channel,
      SelectionKey key) {
    this.door = door;
    this.crowd = crowd;
    this.deliveries = deliveries;
    this.writer = writer;
    this.channel = channel;
    this.key = key;
    this.prefix = door.framing().prefix(crowd.document);
    this.seen = new int[crowd.writers()];
    key.attach(this);
  }

  /// The TCP connection is there.
  void connected() {
    write(ByteBuffer.wrap(door.upgradeRequest(crowd.document)));
    key.interestOps(key.interestOps() & ~SelectionKey.OP_CONNECT | SelectionKey.OP_READ);
  }

  /// Reads what is there into the shared buffer, behind what an earlier read left.
  void read(Generator generator) throws IOException {
    ByteBuffer in = generator.bufferFor(left.length + (1 << 16));
    in.clear().put(left);
    int read = channel.read(in);
    if (read < 0) {
      end(ending == null ? "cut off" : ending);
      return;
    }
    byte[] bytes = in.array();
    int end = in.position();
    int at = isUpgraded ? 0 : upgraded(bytes, end);
    if (isUpgraded) {
      at = frames(bytes, at, end);
    }
    left = at == end ? NOTHING : Arrays.copyOfRange(bytes, at, end);
  }

  /// Where the frames begin.
  private int upgraded(byte[] bytes, int end) {
    for (int i = 3; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        String head = new String(bytes, 0, i, StandardCharsets.ISO_8859_1);
        if (!head.startsWith("HTTP/1.1 101")) {
          end("refused: " + head.lines().findFirst().orElse(""));
          return end;
        }
        isUpgraded = true;
        if (door.framing() == Framing.HOCUSPOCUS) {
          send(Framing.HOCUSPOCUS.token(crowd.document, door.token()));
        }
        send(Framing.join(prefix, STEP_1));
        return i + 1;
      }
    }
    return 0;
  }

  /// Takes all whole frames; where the first other one begins.
  private int frames(byte[] bytes, int start, int end) {
    long now = System.nanoTime();
    int at = start;
    while (end - at >= 2 && !isClosed) {
      int opcode = bytes[at] & 0x0F;
      int head = 2;
      long length = bytes[at + 1] & 0x7F;
      if (length >= 126) {
        int width = length == 126 ? 2 : 8;
        if (end - at < 2 + width) {
          break;
        }
        length = 0;
        for (int i = 0; i < width; i++) {
          length = length << 8 | bytes[at + 2 + i] & 0xFF;
        }
        head += width;
      }
      if (end - at - head < length) {
        break;
      }
      int from = at + head;
      at = from + (int) length;
      frame(opcode, bytes, from, at, now);
    }
    return at;
  }

  private void frame(int opcode, byte[] bytes, int from, int to, long now) {
    switch (opcode) {
      case 2 -> message(bytes, from, to, now);
      case 8 -> ending =
          to - from >= 2 ? "closed with " + ((bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF) : "closed";
      case 9 -> write(Frames.of(Frames.PONG, Arrays.copyOfRange(bytes, from, to)));
      default -> {}
    }
  }

  private void message(byte[] bytes, int from, int to, long now) {
    int at = from;
    if (door.framing() == Framing.HOCUSPOCUS) {
      if (to - from == 1) {
        send(PONG);
        return;
      }
      at += prefix.length;
    }
    int type = bytes[at++];
    if (type == STATUS) {
      receipts += bytes[at];
    } else if (type == SYNC) {
      int kind = bytes[at++];
      if (kind == 0) {
        send(Framing.join(prefix, EMPTY_STEP_2));
        owedReceipts++;
      } else {
        while (bytes[at++] < 0) {} // the length
        takeIn(crowd.ranges(bytes, at, to), now);
        isSynced |= kind != UPDATE;
      }
    }
  }

  private void takeIn(Ranges ranges, long now) {
    hasBase |= ranges.hasOthers;
    for (int i = 0; i < ranges.count; i++) {
      int from = ranges.writers[i];
      if (from == writer) {
        echoed = Math.max(echoed, ranges.to[i]);
      } else if (from < seen.length) {
        takeIn(from, Math.max(ranges.from[i], seen[from]), ranges.to[i], now);
      }
    }
  }

  private void takeIn(int from, int start, int end, long now) {
    int step = crowd.recording.clocksPerUpdate();
    long[] due = crowd.due[from];
    for (int clock = start; clock < end && from != crowd.ignored; clock += step) {
      deliveries.arrived(due[clock / step], now);
    }
    seen[from] = Math.max(seen[from], end);
  }

  /// Sends the base of the document.
  void sendBase() {
    hasBase = true;
    owedReceipts++;
    sendUpdate(crowd.recording.base());
  }

  /// Sends the writer's next update.
  void type(long due) {
    int number = crowd.sent[writer]++;
    crowd.due[writer][number] = due;
    sendUpdate(crowd.recording.updates()[writer][number]);
  }

  private void sendUpdate(byte[] update) {
    send(
        Framing.join(prefix, new byte[] {SYNC, UPDATE}, Framing.varUint(update.length), update));
  }

  private void send(byte[] message) {
    write(Frames.of(Frames.BINARY, message));
  }

  private void write(ByteBuffer bytes) {
    if (isClosed) {
      return;
    }
    try {
      if (outgoing.isEmpty()) {
        channel.write(bytes);
      }
      if (bytes.hasRemaining()) {
        outgoing.add(bytes);
        key.interestOpsOr(SelectionKey.OP_WRITE);
      }
    } catch (IOException failure) {
      end(String.valueOf(failure.getMessage()));
    }
  }

  void flush() throws IOException {
    while (!outgoing.isEmpty()) {
      channel.write(outgoing.getFirst());
      if (outgoing.getFirst().hasRemaining()) {
        return;
      }
      outgoing.removeFirst();
    }
    key.interestOpsAnd(~SelectionKey.OP_WRITE);
  }

  /// Reads no more, until [#readOn].
  public void stall() {
    key.interestOpsAnd(~SelectionKey.OP_READ);
  }

  /// Reads on.
  public void readOn() {
    if (!isClosed) {
      key.interestOpsOr(SelectionKey.OP_READ);
    }
  }

  void end(String why) {
    if (!isClosed) {
      isClosed = true;
      ending = why;
      key.cancel();
      try {
        channel.close();
      } catch (IOException _) {
        // it is closed
      }
    }
  }

  void close() {
    end("done");
  }

  public boolean isSynced() {
    return isSynced;
  }

  public boolean hasBase() {
    return hasBase;
  }

  public boolean isClosed() {
    return isClosed;
  }

  /// Why it ended, or is about to.
  public @Nullable String ending() {
    return ending;
  }

  /// How many of its writer's updates the server said it has: by a receipt each, or by an update
  /// that contains them.
  public int acknowledged() {
    return door.framing() == Framing.HOCUSPOCUS
        ? Math.max(0, receipts - owedReceipts)
        : echoed / crowd.recording.clocksPerUpdate();
  }

  /// How many updates of a writer arrived here.
  public int seen(int from) {
    return seen[from] / crowd.recording.clocksPerUpdate();
  }

  boolean writes() {
    return writer != NONE;
  }
}
