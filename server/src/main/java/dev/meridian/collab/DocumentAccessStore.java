package dev.meridian.collab;

import dev.meridian.collab.socket.DocumentGate;
import dev.meridian.workspace.Access;
import dev.meridian.workspace.Caller;
import dev.meridian.workspace.Editing;
import dev.meridian.workspace.Permissions;
import dev.meridian.workspace.TeamRule;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller may do with a document, from the record that it is the document of. A document
/// that does not exist is `NONE`.
public final class DocumentAccessStore implements DocumentGate {
  private static final String RULE =
      """
      select document.workspace_id, team.editing, team.archived_at is not null as archived,
             exists (select from team_member
                     where team_member.team_id = team.id and team_member.member_id = $2) as on_team
      from document
      join okr_set on okr_set.document_id = document.id
      left join team on team.id = okr_set.team_id
      where document.id = $1
      """;

  private final Pool pool;

  public DocumentAccessStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Access> access(UUID documentId, Caller caller) {
    return pool.preparedQuery(RULE)
        .execute(Tuple.of(documentId, caller.memberId()))
        .map(rows -> {
          for (Row row : rows) {
            return Permissions.record(caller, row.getUUID("workspace_id"), teamRule(row));
          }
          return Access.NONE;
        });
  }

  private static @Nullable TeamRule teamRule(Row row) {
    String editing = row.getString("editing");
    return editing == null
        ? null
        : new TeamRule(Editing.of(editing), row.getBoolean("archived"), row.getBoolean("on_team"));
  }
}
