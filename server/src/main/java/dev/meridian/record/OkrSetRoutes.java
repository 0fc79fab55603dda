package dev.meridian.record;

import dev.meridian.collab.host.Documents;
import dev.meridian.collab.host.OwnEdit;
import dev.meridian.db.Uuid7;
import dev.meridian.event.Streams;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Etags;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.http.resource.Audience;
import dev.meridian.http.resource.Resource;
import dev.meridian.record.content.Field;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordReader;
import dev.meridian.record.patch.PatchEdit;
import dev.meridian.record.patch.RecordPatch;
import dev.meridian.record.patch.Target;
import dev.meridian.workspace.Access;
import dev.meridian.workspace.Permissions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// OKR records: make, list, read, and change parts of one through its document.
public final class OkrSetRoutes implements Routes {
  private static final String ANY_VERSION = "*";

  private final Pool pool;
  private final CallTransactions transactions;
  private final Documents documents;
  private final ProjectionStore projection;
  private final InstantSource clock;
  private final OkrSetStore okrSets = new OkrSetStore();
  private final Versions versions = new Versions();

  public OkrSetRoutes(
      Pool pool,
      CallTransactions transactions,
      Documents documents,
      Projector projector,
      InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.documents = documents;
    this.projection = projector.store();
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.resource("listOkrSets", Audience.WORKSPACE, this::list);
    operations.on("createOkrSet", this::create);
    operations.resource("getOkrSet", Audience.WORKSPACE, this::get);
    operations.on("patchObjective", this::patchObjective);
    operations.on("patchKeyResult", this::patchKeyResult);
  }

  private Resource list(Call call) {
    UUID workspaceId = call.caller().workspaceId();
    JsonObject byId = new JsonObject();
    Set<String> hangsOn = new HashSet<>();
    hangsOn.add(Streams.workspace(workspaceId));
    for (JsonObject summary : okrSets.summaries(pool, workspaceId)) {
      byId.put(summary.getString("id"), summary);
      hangsOn.add(Streams.content(UUID.fromString(summary.getString("documentId"))));
    }
    return Resource.of(new JsonObject().put("okrSets", byId), hangsOn);
  }

  private Answer create(Call call) {
    if (!Permissions.mayArrange(call.caller())) {
      throw Problem.forbidden("Viewers cannot make OKR records.");
    }
    UUID workspaceId = call.caller().workspaceId();
    UUID cycleId = call.idInBody("cycleId");
    @Nullable UUID teamId = call.idInBody("teamId");
    if (cycleId == null || !okrSets.isOpenCycle(pool, workspaceId, cycleId)) {
      throw Problem.field("cycleId", "names no open cycle");
    }
    if (teamId != null && !okrSets.isOpenTeam(pool, workspaceId, teamId)) {
      throw Problem.field("teamId", "names no active team");
    }
    OkrSet okrSet =
        new OkrSet(Uuid7.next(), workspaceId, teamId, cycleId, Uuid7.next(), clock.instant());
    return transactions.run(
        call,
        transaction -> {
          UUID memberId = call.caller().memberId();
          if (!okrSets.add(transaction.connection(), okrSet, memberId)) {
            UUID existing =
                okrSets.existing(transaction.connection(), workspaceId, cycleId, teamId);
            throw Problem.conflict("okr-set-exists", "There is a record for this team and cycle.")
                .with("existingId", existing.toString());
          }
          transaction.happened(
              Streams.workspace(workspaceId), memberId, "okr-set-created", okrSet.toJson());
          return Answer.created(okrSet.toJson());
        });
  }

  private Resource get(Call call) {
    OkrSet okrSet = find(call, Access.READ);
    return Resource.of(
        remembered(okrSet, projection.read(okrSet.documentId()).await()),
        Streams.content(okrSet.documentId()),
        Streams.workspace(okrSet.workspaceId()));
  }

  private Answer patchObjective(Call call) {
    return patch(
        call,
        new Target.Objective(call.path("objectiveId")),
        RecordPatch.read(call.json(), RecordPatch.TEXTS_OF_OBJECTIVE, Field.OF_OBJECTIVE));
  }

  private Answer patchKeyResult(Call call) {
    return patch(
        call,
        new Target.KeyResult(call.path("objectiveId"), call.path("keyResultId")),
        RecordPatch.read(call.json(), RecordPatch.TEXTS_OF_KEY_RESULT, Field.OF_KEY_RESULT));
  }

  private Answer patch(Call call, Target target, RecordPatch patch) {
    OkrSet okrSet = find(call, Access.WRITE);
    PatchEdit edit = new PatchEdit(target, patch, versionRead(call, okrSet));
    RecordContent content =
        documents
            .<RecordContent>edit(
                okrSet.documentId(),
                call.caller().memberId(),
                document -> new OwnEdit.Done<>(edit.apply(document), RecordReader.read(document)))
            .await();
    return Answer.resource(remembered(okrSet, content));
  }

  /// The version that `If-Match` names. A node that does not know it cannot tell what the writer
  /// changed.
  private Optional<RecordContent> versionRead(Call call, OkrSet okrSet) {
    List<String> etags = Etags.in(call.header("If-Match"));
    if (etags.isEmpty() || etags.contains(ANY_VERSION)) {
      return Optional.empty();
    }
    return Optional.of(
        etags.stream()
            .flatMap(etag -> versions.find(okrSet.id(), etag).stream())
            .findFirst()
            .orElseThrow(() ->
                new Problem(
                    412, "version-unknown", "That version is not known here; read it again.")));
  }

  private JsonObject remembered(OkrSet okrSet, RecordContent content) {
    JsonObject json = okrSet.toJson(content);
    versions.remember(okrSet.id(), Etags.of(json), content, json.encode().length());
    return json;
  }

  private OkrSet find(Call call, Access needed) {
    return okrSets
        .find(pool, call.id("okrSetId"), call.caller().memberId())
        .orElseThrow(Problem::notFound)
        .as(call.caller(), needed);
  }
}
