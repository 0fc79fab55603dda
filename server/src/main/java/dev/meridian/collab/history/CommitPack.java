package dev.meridian.collab.history;

import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// The commits of one actor's minute as bytes. They stay apart, so that a document can be read as
/// it was between two of them, and are deflated together, for they resemble each other.
///
/// `varUint count, count × (varUint seq after the one before, varUint microseconds after the one
/// before, varUint length, update)`, deflated. The first counts from 0 and from 1970.
///
/// @param actor whose commits they are
@SuppressWarnings("ArrayRecordComponent") // bytes of the database; never compared
public record CommitPack(@Nullable UUID actor, byte[] bytes) {
  static CommitPack of(Minute minute) {
    return new CommitPack(minute.actor(), pack(minute.commits()));
  }

  /// The commits of several packs up to an instant, in order.
  public static List<Commit> upTo(Instant instant, List<CommitPack> packs) {
    return packs.stream()
        .flatMap(pack -> pack.commits().stream())
        .filter(commit -> !commit.at().isAfter(instant))
        .sorted(Comparator.comparingLong(Commit::seq))
        .toList();
  }

  private static byte[] pack(List<Commit> commits) {
    Lib0Writer out = new Lib0Writer();
    out.varUint(commits.size());
    long seq = 0;
    long micros = 0;
    for (Commit commit : commits) {
      long at = ChronoUnit.MICROS.between(Instant.EPOCH, commit.at());
      out.varUint(commit.seq() - seq);
      out.varUint(at - micros);
      out.varBytes(commit.update());
      seq = commit.seq();
      micros = at;
    }
    return deflate(out.toBytes());
  }

  List<Commit> commits() {
    Lib0Reader in = new Lib0Reader(inflate(bytes));
    int count = in.count(3);
    List<Commit> commits = new ArrayList<>(count);
    long seq = 0;
    long micros = 0;
    for (int i = 0; i < count; i++) {
      seq += in.varUint();
      micros += in.varUint();
      Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      commits.add(new Commit(seq, at, actor, in.varBytes()));
    }
    return commits;
  }

  private static byte[] deflate(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2 + 16);
    try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
      deflating.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] inflate(byte[] bytes) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("a pack of history cannot be read", e);
    }
  }
}
