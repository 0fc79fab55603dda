package dev.meridian.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/// Many clients on one thread, which is the caller's. Writers send when it is time, whatever the
/// server does; a delay of the generator itself counts as delay of the delivery.
public final class Generator implements AutoCloseable {
  private static final int AT_ONCE = 64;
  private static final int ADDRESSES = 50;
  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(60);
  private static final long SEED = 20_260_101;

  private final Door door;
  private final Selector selector;
  private final Random random = new Random(SEED);
  private final List<Connection> connections = new ArrayList<>();
  private final PriorityQueue<Typist> typists =
      new PriorityQueue<>((one, other) -> Long.compare(one.due, other.due));
  private final Deliveries deliveries = new Deliveries();
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
  private long waited;
  private long pumped;

  /// A writer and when it writes next.
  private static final class Typist {
    private final Crowd crowd;
    private final int writer;
    private final double interval;
    private long due;

    Typist(Crowd crowd, int writer, double interval, long due) {
      this.crowd = crowd;
      this.writer = writer;
      this.interval = interval;
      this.due = due;
    }
  }

  public Generator(Door door) {
    this.door = door;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ByteBuffer bufferFor(int bytes) {
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes * 2);
    }
    return buffer;
  }

  /// Connects clients to a document, writers first, and waits until all have it.
  public void join(List<Crowd> crowds, int clients) {
    for (Crowd crowd : crowds) {
      for (int i = 0; i < clients; i++) {
        connect(crowd, i < crowd.writers() ? i : -1);
        long open = connections.size();
        pumpUntil(() -> open - synced() < AT_ONCE, TIME_TO_CONNECT, "connect");
      }
    }
    pumpUntil(() -> synced() == connections.size(), TIME_TO_CONNECT, "connect");
  }

  private int syncedBefore;

  /// Clients come in in order, or nearly.
  private long synced() {
    while (syncedBefore < connections.size() && isThrough(connections.get(syncedBefore))) {
      syncedBefore++;
    }
    return syncedBefore;
  }

  private static boolean isThrough(Connection connection) {
    if (connection.isClosed()) {
      throw new IllegalStateException("a client could not join: " + connection.ending());
    }
    return connection.isSynced();
  }

  private void connect(Crowd crowd, int writer) {
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 256 << 10);
      byte[] address = {127, 0, 1, (byte) (1 + connections.size() % ADDRESSES)};
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
      channel.connect(new InetSocketAddress("127.0.0.1", door.port()));
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      Connection connection = new Connection(door, crowd, deliveries, writer, channel, key);
      crowd.connections.add(connection);
      connections.add(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The first client of each document brings the base; waits until everybody has it.
  public void bringBase(List<Crowd> crowds) {
    crowds.forEach(crowd -> crowd.connections.getFirst().sendBase());
    pumpUntil(
        () -> crowds.stream().allMatch(crowd -> crowd.connections.stream().allMatch(Connection::hasBase)),
        TIME_TO_CONNECT,
        "get the base");
  }

  /// Lets a writer type from now on.
  ///
  /// @param rate updates a second
  public void type(Crowd crowd, int writer, double rate) {
    double interval = 1e9 / rate;
    typists.add(
        new Typist(
            crowd, writer, interval, System.nanoTime() + (long) (interval * random.nextDouble())));
  }

  public void stopTyping() {
    typists.clear();
  }

  /// Begins to count deliveries of what is due from now on.
  public Deliveries measure() {
    deliveries.open(System.nanoTime());
    waited = 0;
    pumped = 0;
    return deliveries;
  }

  public void stopMeasuring() {
    deliveries.close(System.nanoTime());
  }

  /// How much of its time the generator was busy since [#measure].
  public double busy() {
    return 1 - (double) waited / pumped;
  }

  public void pumpFor(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() < end) {
      pump(end);
    }
  }

  /// Whether the condition came true in time.
  public boolean pumpUntil(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      pump(Math.min(end, System.nanoTime() + 20_000_000));
    }
    return true;
  }

  private void pumpUntil(BooleanSupplier condition, Duration limit, String what) {
    if (!pumpUntil(condition, limit)) {
      throw new IllegalStateException(
          "clients did not " + what + " in " + limit + ": " + connections.stream().filter(Connection::isSynced).count() + " of " + connections.size() + " synced, " + connections.stream().filter(Connection::hasBase).count() + " have the base");
    }
  }

  private void pump(long end) {
    long start = System.nanoTime();
    send(start);
    try {
      Typist next = typists.peek();
      long rest = Math.min(end, next == null ? end : next.due) - System.nanoTime();
      long before = System.nanoTime();
      if (rest >= 1_000_000) {
        selector.select(rest / 1_000_000);
      } else {
        selector.selectNow();
      }
      long after = System.nanoTime();
      var keys = selector.selectedKeys();
      if (keys.isEmpty() || rest >= 1_000_000) {
        waited += after - before;
      }
      keys.forEach(this::serve);
      keys.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pumped += System.nanoTime() - start;
  }

  private void serve(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isValid() && key.isConnectable()) {
        ((SocketChannel) key.channel()).finishConnect();
        connection.connected();
      }
      if (key.isValid() && key.isReadable()) {
        connection.read(this);
      }
      if (key.isValid() && key.isWritable()) {
        connection.flush();
      }
    } catch (IOException failure) {
      connection.end(String.valueOf(failure.getMessage()));
    }
  }

  private void send(long now) {
    Typist typist;
    while ((typist = typists.peek()) != null && typist.due <= now) {
      typists.poll();
      if (typist.crowd.sent[typist.writer] < typist.crowd.due[typist.writer].length) {
        typist.crowd.author(typist.writer).type(typist.due);
        typist.due += (long) (typist.interval * (0.5 + random.nextDouble()));
        typists.add(typist);
      }
    }
  }

  /// Why connections ended that did.
  public List<String> endings() {
    return connections.stream().map(Connection::ending).filter(Objects::nonNull).toList();
  }

  public int size() {
    return connections.size();
  }

  public long closed() {
    return connections.stream().filter(Connection::isClosed).count();
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    try {
      selector.selectNow();
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
