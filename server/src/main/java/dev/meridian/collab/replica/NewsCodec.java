package dev.meridian.collab.replica;

import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.collab.replica.DocumentNews.Audit;
import dev.meridian.collab.replica.DocumentNews.Committed;
import dev.meridian.collab.replica.DocumentNews.Present;
import dev.meridian.collab.replica.DocumentNews.WhoIsThere;
import dev.meridian.ydoc.lib0.Lib0Reader;
import dev.meridian.ydoc.lib0.Lib0Writer;
import dev.meridian.ydoc.lib0.MalformedException;
import dev.meridian.ydoc.sync.AwarenessEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// News between nodes as bytes, in lib0's format: the version of this format, the epoch of the
/// database, the kind, the body. Nodes of different versions may run side by side for a while, so
/// what a node cannot read it leaves to the log.
final class NewsCodec {
  private static final int VERSION = 1;
  private static final int COMMITTED = 0;
  private static final int PRESENT = 1;
  private static final int WHO_IS_THERE = 2;
  private static final int AUDIT = 3;

  private NewsCodec() {}

  static byte[] encode(long epoch, DocumentNews news) {
    Lib0Writer out = new Lib0Writer();
    out.u8(VERSION);
    out.int64(epoch);
    switch (news) {
      case Committed(long seqFrom, long seqTo, List<ClientBinding> clients, byte[] update) -> {
        out.u8(COMMITTED);
        out.varUint(seqFrom);
        out.varUint(seqTo);
        out.varUint(clients.size());
        for (ClientBinding client : clients) {
          out.varUint(client.clientId());
          member(out, client.memberId());
        }
        out.varBytes(update);
      }
      case Present(List<Present.Person> people) -> {
        out.u8(PRESENT);
        out.varUint(people.size());
        for (Present.Person person : people) {
          member(out, person.memberId());
          out.varUint(person.entry().client());
          out.varUint(person.entry().clock());
          out.varString(person.entry().state());
        }
      }
      case WhoIsThere _ -> out.u8(WHO_IS_THERE);
      case Audit(long seq, long digest) -> {
        out.u8(AUDIT);
        out.varUint(seq);
        out.int64(digest);
      }
    }
    return out.toBytes();
  }

  /// Empty when it is of another epoch, or not to be understood.
  static Optional<DocumentNews> decode(long epoch, byte[] bytes) {
    try {
      Lib0Reader in = new Lib0Reader(bytes);
      return in.u8() == VERSION && in.int64() == epoch ? Optional.of(body(in)) : Optional.empty();
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  private static DocumentNews body(Lib0Reader in) {
    int kind = in.u8();
    return switch (kind) {
      case COMMITTED -> committed(in);
      case PRESENT -> present(in);
      case WHO_IS_THERE -> new WhoIsThere();
      case AUDIT -> new Audit(in.varUint(), in.int64());
      default -> throw new MalformedException("unknown kind " + kind, in.offset());
    };
  }

  private static Committed committed(Lib0Reader in) {
    long seqFrom = in.varUint();
    long seqTo = in.varUint();
    int count = in.count(2);
    List<ClientBinding> clients = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      clients.add(new ClientBinding(in.varUint(), member(in)));
    }
    return new Committed(seqFrom, seqTo, clients, in.varBytes());
  }

  private static Present present(Lib0Reader in) {
    int count = in.count(4);
    List<Present.Person> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      @Nullable UUID memberId = member(in);
      AwarenessEntry entry = new AwarenessEntry(in.varUint(), in.varUint(), in.varString());
      if (memberId != null) {
        people.add(new Present.Person(memberId, entry));
      }
    }
    return new Present(people);
  }

  private static void member(Lib0Writer out, @Nullable UUID memberId) {
    out.u8(memberId == null ? 0 : 1);
    if (memberId != null) {
      out.int64(memberId.getMostSignificantBits());
      out.int64(memberId.getLeastSignificantBits());
    }
  }

  private static @Nullable UUID member(Lib0Reader in) {
    return in.u8() == 0 ? null : new UUID(in.int64(), in.int64());
  }
}
