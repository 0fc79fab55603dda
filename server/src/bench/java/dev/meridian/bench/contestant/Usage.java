package dev.meridian.bench.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What processes have used, from `/proc`.
public final class Usage {
  private static final long NANOS_PER_TICK = 10_000_000; // 100 ticks a second on every Linux
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private Usage() {}

  /// Processor time in nanoseconds.
  public static long cpu(List<Long> processes) {
    return processes.stream().mapToLong(Usage::cpu).sum();
  }

  private static long cpu(long process) {
    String stat = read(Path.of("/proc/%d/stat".formatted(process)));
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        * NANOS_PER_TICK;
  }

  /// Resident memory in bytes.
  public static long memory(long process) {
    return read(Path.of("/proc/%d/status".formatted(process)))
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * 1024;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      return "";
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
