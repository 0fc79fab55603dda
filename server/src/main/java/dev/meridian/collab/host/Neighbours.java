package dev.meridian.collab.host;

import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.collab.peer.PresenceDesk;
import dev.meridian.collab.replica.DocumentNews;
import dev.meridian.collab.replica.LogFollower;
import dev.meridian.collab.replica.NewsChannel;
import dev.meridian.ydoc.YDoc;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The other nodes that have a document open: what they are told and what they say. Touched only on
/// the document's owner loop.
final class Neighbours implements AutoCloseable {
  /// A larger update is not sent to other nodes as news; they read the log.
  private static final int MAX_NEWS_BYTES = 64 * 1024;

  /// What news is about.
  ///
  /// @param isSettled whether the copy is exactly what the log has, as far as is known
  /// @param lose called when the copy is found to be wrong
  record Subject(
      UUID id,
      YDoc document,
      LogFollower follower,
      BooleanSupplier isSettled,
      Consumer<Throwable> lose) {}

  private final Shared shared;
  private final Subject subject;
  private final Audit audit = new Audit();
  private @Nullable NewsChannel channel;

  Neighbours(Shared shared, Subject subject) {
    this.shared = shared;
    this.subject = subject;
  }

  /// Begins to hear them.
  void listen(PresenceDesk presence) {
    channel =
        new NewsChannel(shared.bus(), shared.epoch(), subject.id(), news -> heard(news, presence));
    tell(new DocumentNews.WhoIsThere());
  }

  void tell(DocumentNews news) {
    if (channel != null) {
      channel.tell(news);
    }
  }

  void tellCommitted(long seqFrom, long seqTo, List<ClientBinding> clients, byte[] update) {
    tell(
        new DocumentNews.Committed(
            seqFrom, seqTo, clients, update.length <= MAX_NEWS_BYTES ? update : new byte[0]));
  }

  /// Tells now and then what the document comes to.
  void tick() {
    if (subject.isSettled().getAsBoolean()) {
      audit.ofNews(subject.follower().seq(), subject.document()).ifPresent(this::tell);
    }
  }

  private void heard(DocumentNews news, PresenceDesk presence) {
    if (channel == null) {
      return;
    }
    switch (news) {
      case DocumentNews.Committed committed -> subject.follower().heard(committed);
      case DocumentNews.Present present -> presence.hear(present);
      case DocumentNews.WhoIsThere _ -> presence.introduce();
      case DocumentNews.Audit theirs -> compare(theirs);
    }
  }

  private void compare(DocumentNews.Audit theirs) {
    if (subject.isSettled().getAsBoolean()
        && audit.differs(theirs, subject.follower().seq(), subject.document())) {
      shared.replica().diverged();
      subject
          .lose()
          .accept(new IllegalStateException("another node's copy differs at row " + theirs.seq()));
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
