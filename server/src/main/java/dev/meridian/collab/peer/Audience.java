package dev.meridian.collab.peer;

import dev.meridian.collab.CloseCode;
import dev.meridian.ydoc.UpdateRejected;
import dev.meridian.ydoc.Updates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The connections at one document and what of its updates they have been sent. Touched only on the
/// document's owner loop.
///
/// Updates are numbered as they are told here, which need not be the order of the log.
public final class Audience {
  private static final int EMPTY_UPDATE_BYTES = 2;

  /// One edit whose commit is to be told.
  ///
  /// @param author null = the server itself
  /// @param news what it brought, maybe no bytes
  /// @param received the message as it came
  /// @param receipts how many messages it settles
  @SuppressWarnings("ArrayRecordComponent") // bytes for the wire; never compared
  public record Edit(@Nullable Seat author, byte[] news, byte[] received, int receipts) {}

  private final Set<Seat> seats = new LinkedHashSet<>();
  private final RecentUpdates recent = new RecentUpdates();
  private long told;

  public Collection<Seat> seats() {
    return seats;
  }

  public Seat add(Peer peer, UUID memberId, boolean writes) {
    Seat seat = new Seat(peer, memberId, writes, told);
    seats.add(seat);
    return seat;
  }

  public boolean remove(Seat seat) {
    return seats.remove(seat);
  }

  public void closeAll(CloseCode code, String reason) {
    List.copyOf(seats).forEach(seat -> seat.peer().close(code, reason));
    seats.clear();
  }

  /// The edits are committed: everybody gets one merged update, authors their receipts.
  ///
  /// @return the merged update
  public byte[] tell(List<Edit> edits) throws UpdateRejected {
    byte[] merged = merged(edits.stream().map(Edit::news).filter(news -> news.length > 0).toList());
    recent.add(++told, merged);
    @Nullable Seat onlyAuthor = onlyAuthor(edits);
    Map<Seat, Integer> receipts = receipts(edits);
    for (Seat seat : seats) {
      List<PeerMessage> messages = new ArrayList<>();
      boolean needsUpdate = seat != onlyAuthor || seat.peer().isToldByEcho();
      if (seat.listening && !seat.paused) {
        if (needsUpdate) {
          messages.add(new PeerMessage.Update(merged));
        }
        seat.sent = told;
      }
      addReceipts(seat, receipts.getOrDefault(seat, 0), messages);
      if (!messages.isEmpty()) {
        seat.peer().send(messages);
      }
    }
    return merged;
  }

  /// Tells that messages which brought nothing new are covered by what is committed.
  public void tellCovered(Edit edit) {
    Seat author = edit.author();
    if (author == null) {
      return;
    }
    List<PeerMessage> messages = new ArrayList<>();
    if (!author.peer().isToldByEcho()) {
      addReceipts(author, edit.receipts(), messages);
    } else if (edit.received().length > EMPTY_UPDATE_BYTES && !author.paused) {
      messages.add(new PeerMessage.Update(edit.received()));
    }
    if (!messages.isEmpty()) {
      author.peer().send(messages);
    }
  }

  /// The connection asked for the document and is sent all of it up to the last commit.
  public void listen(Seat seat) {
    seat.listening = true;
  }

  /// The connection has been sent everything up to the last commit.
  public void isUpToDate(Seat seat) {
    seat.sent = told;
  }

  /// Whether what the connection missed is still here, so that it needs no whole state.
  public boolean canCatchUp(Seat seat) {
    return !seat.listening || seat.sent == told || recent.since(seat.sent).isPresent();
  }

  /// The socket takes messages again: one merged update with all that it missed, and the receipts.
  ///
  /// @param wholeState used when it cannot catch up otherwise
  public void resume(Seat seat, Optional<byte[]> wholeState) throws UpdateRejected {
    seat.paused = false;
    List<PeerMessage> messages = new ArrayList<>();
    if (seat.listening && seat.sent < told) {
      List<byte[]> missed =
          wholeState.map(List::of).or(() -> recent.since(seat.sent)).orElseThrow();
      messages.add(new PeerMessage.Update(merged(missed)));
      seat.sent = told;
    }
    int owed = seat.owedReceipts;
    seat.owedReceipts = 0;
    addReceipts(seat, owed, messages);
    if (!messages.isEmpty()) {
      seat.peer().send(messages);
    }
  }

  private static void addReceipts(Seat seat, int count, List<PeerMessage> messages) {
    if (seat.peer().isToldByEcho()) {
      return;
    }
    if (seat.paused) {
      seat.owedReceipts += count;
      return;
    }
    for (int i = 0; i < count; i++) {
      messages.add(new PeerMessage.Receipt());
    }
  }

  private static @Nullable Seat onlyAuthor(List<Edit> edits) {
    Seat first = edits.getFirst().author();
    return edits.stream().allMatch(edit -> edit.author() == first) ? first : null;
  }

  private static Map<Seat, Integer> receipts(List<Edit> edits) {
    Map<Seat, Integer> receipts = new HashMap<>();
    for (Edit edit : edits) {
      if (edit.author() != null) {
        receipts.merge(edit.author(), edit.receipts(), Integer::sum);
      }
    }
    return receipts;
  }

  private static byte[] merged(List<byte[]> updates) throws UpdateRejected {
    return updates.size() == 1 ? updates.getFirst() : Updates.merge(updates);
  }
}
