package dev.meridian.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The network between one server and one of its services: passes bytes on, or holds them, or is
/// cut. May be used from any thread.
public final class Relay implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final UnaryOperator<OutputStream> back;
  private volatile int target;
  private boolean holds;
  private volatile boolean isCut;

  /// @param target the port of the service on this machine
  public Relay(int target) {
    this(target, out -> out);
  }

  /// @param target the port of the service on this machine
  /// @param back what becomes of the bytes that the service sends
  Relay(int target, UnaryOperator<OutputStream> back) {
    this.target = target;
    this.back = back;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /// The service is at another port from now on.
  public void pointTo(int port) {
    target = port;
  }

  /// Connections stay, and nothing comes through.
  public void hold() {
    lock.lock();
    holds = true;
    lock.unlock();
  }

  /// Connections end, and there are no new ones.
  public void cut() {
    isCut = true;
    sockets.forEach(Relay::end);
  }

  public void heal() {
    isCut = false;
    lock.lock();
    holds = false;
    released.signalAll();
    lock.unlock();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket here = door.accept();
        if (isCut) {
          end(here);
          continue;
        }
        Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(here);
        sockets.add(there);
        Thread.ofVirtual().start(() -> pass(here, there, out -> out));
        Thread.ofVirtual().start(() -> pass(there, here, back));
      } catch (IOException _) {
        // the service is away, or the door is closed
      }
    }
  }

  private void pass(Socket from, Socket to, UnaryOperator<OutputStream> way) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      OutputStream out = way.apply(to.getOutputStream());
      int length;
      while ((length = from.getInputStream().read(buffer)) >= 0) {
        awaitRelease();
        out.write(buffer, 0, length);
      }
    } catch (IOException _) {
      // one side has ended
    } finally {
      end(from);
      end(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitRelease() {
    lock.lock();
    try {
      while (holds) {
        released.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it has ended
    }
  }

  @Override
  public void close() {
    heal();
    end(door);
    cut();
  }

  private static void end(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
