package dev.meridian.collab.host;

import dev.meridian.collab.journal.Entry.ClientBinding;
import dev.meridian.ydoc.ClientGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Whose each Yjs client id is, from its first struct on. Touched only on the document's owner
/// loop.
///
/// While people bring back what a restore has lost, ids are neither looked at nor bound: an edit
/// may come from somebody who has only seen it.
final class ClientIds {
  private final Map<Long, Optional<UUID>> members;

  private final BooleanSupplier isHealing;
  private final BiPredicate<Long, UUID> isAnothersPresence;

  /// @param members by client id; empty = the server itself
  /// @param isHealing whether a restore was a short time ago
  /// @param isAnothersPresence whether somebody else than the member is here under the id
  ClientIds(
      Map<Long, Optional<UUID>> members,
      BooleanSupplier isHealing,
      BiPredicate<Long, UUID> isAnothersPresence) {
    this.members = new HashMap<>(members);
    this.isHealing = isHealing;
    this.isAnothersPresence = isAnothersPresence;
  }

  /// Lets a member bring structs under own ids and, if it may, under ids that nobody has used.
  final class Gate implements ClientGate {
    private final @Nullable UUID memberId;
    private final boolean mayUseNewIds;
    private final boolean mayUseAny = isHealing.getAsBoolean();
    private final List<ClientBinding> fresh = new ArrayList<>();

    private Gate(@Nullable UUID memberId, boolean mayUseNewIds) {
      this.memberId = memberId;
      this.mayUseNewIds = mayUseNewIds;
    }

    @Override
    public boolean admit(long client, int fromClock, int toClock) {
      if (mayUseAny) {
        return true;
      }
      Optional<UUID> holder = members.get(client);
      if (holder == null) {
        boolean admitted = mayUseNewIds && !isTaken(client);
        if (admitted) {
          fresh.add(new ClientBinding(client, memberId));
        }
        return admitted;
      }
      return holder.equals(Optional.ofNullable(memberId));
    }

    /// Whoever is here under an id is about to write under it.
    private boolean isTaken(long client) {
      return memberId != null && isAnothersPresence.test(client, memberId);
    }

    /// After the update was applied: the ids it used first are the member's now.
    List<ClientBinding> bind() {
      learn(fresh);
      return fresh;
    }
  }

  /// Another node let these ids in.
  void learn(List<ClientBinding> bindings) {
    bindings.forEach(
        binding -> members.put(binding.clientId(), Optional.ofNullable(binding.memberId())));
  }

  /// @param mayUseNewIds whether the log was read just now, so that an id which nobody has used
  ///   here is known to be nobody's on other nodes either
  Gate gate(@Nullable UUID memberId, boolean mayUseNewIds) {
    return new Gate(memberId, mayUseNewIds);
  }

  /// Whether the id is known to be somebody else's.
  boolean isForeign(long client, UUID memberId) {
    Optional<UUID> holder = members.get(client);
    return holder != null && !holder.equals(Optional.of(memberId));
  }
}
