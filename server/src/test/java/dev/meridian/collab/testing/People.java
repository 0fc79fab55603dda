package dev.meridian.collab.testing;

import dev.meridian.auth.Authenticator;
import dev.meridian.db.Uuid7;
import dev.meridian.http.Problem;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Role;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// People of a workspace whose tokens are their names: an authenticator without cryptography.
public final class People implements Authenticator {
  private final UUID workspaceId;
  private final Map<String, Caller> byName = new ConcurrentHashMap<>();
  private final Map<String, String> tickets = new ConcurrentHashMap<>();
  private final Map<UUID, Caller> bySignIn = new ConcurrentHashMap<>();

  public People(UUID workspaceId) {
    this.workspaceId = workspaceId;
  }

  public Caller add(String name, Role role) {
    Caller caller = new Caller(Uuid7.next(), Uuid7.next(), workspaceId, Uuid7.next(), role, false);
    put(name, caller);
    return caller;
  }

  private void put(String name, Caller caller) {
    byName.put(name, caller);
    bySignIn.put(caller.signInId(), caller);
  }

  public Caller of(String name) {
    return Optional.ofNullable(byName.get(name)).orElseThrow();
  }

  public String ticket(String name) {
    String ticket = "ticket-" + UUID.randomUUID();
    tickets.put(ticket, name);
    return ticket;
  }

  void changeRole(String name, Role role) {
    Caller before = of(name);
    put(
        name,
        new Caller(
            before.memberId(),
            before.accountId(),
            before.workspaceId(),
            before.signInId(),
            role,
            false));
  }

  void endSignIn(String name) {
    Caller gone = of(name);
    byName.remove(name);
    bySignIn.remove(gone.signInId());
  }

  @Override
  public Future<Caller> byAccessToken(String jwt) {
    Caller caller = byName.get(jwt);
    return caller == null
        ? Future.failedFuture(Problem.unauthenticated())
        : Future.succeededFuture(caller);
  }

  @Override
  public Future<Caller> byTicket(String ticket) {
    String name = tickets.remove(ticket);
    return name == null ? Future.failedFuture(Problem.unauthenticated()) : byAccessToken(name);
  }

  @Override
  public Future<Optional<Caller>> current(UUID signInId) {
    return Future.succeededFuture(Optional.ofNullable(bySignIn.get(signInId)));
  }
}
