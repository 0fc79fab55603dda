package dev.meridian.db.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The data folder of the embedded PostgreSQL, and the server that runs on it.
final class Cluster {

  private final Path home;
  private final Path data;
  private final Path programs;
  private final RunAs user;
  private @Nullable Watchdog watchdog;

  Cluster(Path home, Path programs, RunAs user) {
    this.home = home;
    this.data = home.resolve("pg-data");
    this.programs = programs;
    this.user = user;
  }

  /// Makes the folder, if it is not there: whole or not at all.
  void create(String owner, Path passwordFile) throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return;
    }
    var unfinished = home.resolve("pg-data.unfinished");
    Binaries.delete(unfinished);
    Files.createDirectory(unfinished);
    user.own(unfinished);
    run(
        "initdb",
        "-D",
        unfinished.toString(),
        "-U",
        owner,
        "--auth=scram-sha-256",
        "--pwfile=" + passwordFile,
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums");
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Starts the server on a free port, which is returned.
  int start() throws IOException {
    stopLeftOver();
    var log = home.resolve("pg.log");
    if (!Files.exists(log)) {
      Files.createFile(log);
      user.own(log);
    }
    int port = freePort();
    var options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c io_method=sync"
                .formatted(port)
            + " -c max_connections=60 -c max_wal_senders=0 -c wal_level=minimal"
            + " -c shared_buffers=64MB -c timezone=UTC -c log_timezone=UTC";
    run(
        "pg_ctl",
        "-D",
        data.toString(),
        "-l",
        log.toString(),
        "-w",
        "-t",
        "60",
        "-o",
        options,
        "start");
    watchdog = Watchdog.start(user.command(command("pg_ctl", stopArguments())));
    return port;
  }

  void stop() {
    if (watchdog != null) {
      watchdog.release();
    }
  }

  /// A server left by a killed JVM is stopped; a pid file that names a dead process, a zombie or a
  /// stranger is removed.
  private void stopLeftOver() throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    for (int look = 0; look < 100; look++) {
      long pid = RunningCluster.readPid(pidFile);
      if (pid == 0) {
        return;
      }
      if (!RunningCluster.isPostgres(pid)) {
        Files.deleteIfExists(pidFile);
        return;
      }
      if (look % 50 == 0) {
        Programs.exitCode(user.command(command("pg_ctl", stopArguments())));
      }
      RunningCluster.pause();
    }
    throw new IOException("another PostgreSQL still uses " + data);
  }

  private String[] stopArguments() {
    return new String[] {"-D", data.toString(), "-s", "-m", "fast", "-w", "-t", "20", "stop"};
  }

  private void run(String program, String... arguments) throws IOException {
    Programs.run(user.command(command(program, arguments)), home);
  }

  private List<String> command(String program, String... arguments) {
    var command = new java.util.ArrayList<String>();
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
