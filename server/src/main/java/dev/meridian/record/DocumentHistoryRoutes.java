package dev.meridian.record;

import dev.meridian.collab.history.DocumentHistory;
import dev.meridian.collab.history.DocumentHistory.Past;
import dev.meridian.collab.history.HistoryEntry;
import dev.meridian.collab.host.Documents;
import dev.meridian.collab.host.OwnEdit;
import dev.meridian.event.Streams;
import dev.meridian.http.Answer;
import dev.meridian.http.Call;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Json;
import dev.meridian.http.Problem;
import dev.meridian.http.Routes;
import dev.meridian.record.content.RecordContent;
import dev.meridian.record.content.RecordJson;
import dev.meridian.record.content.RecordReader;
import dev.meridian.record.patch.RestoreEdit;
import dev.meridian.workspace.Access;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The past of a record's document: who changed how much when, how it read at an instant, and the
/// way back to that.
public final class DocumentHistoryRoutes implements Routes {
  private static final int DEFAULT_LIMIT = 100;

  private final Pool pool;
  private final CallTransactions transactions;
  private final Documents documents;
  private final DocumentHistory history;
  private final InstantSource clock;
  private final OkrSetStore okrSets = new OkrSetStore();

  public DocumentHistoryRoutes(
      Pool pool,
      CallTransactions transactions,
      Documents documents,
      DocumentHistory history,
      InstantSource clock) {
    this.pool = pool;
    this.transactions = transactions;
    this.documents = documents;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public void mount(Operations operations) {
    operations.on("getDocumentHistory", this::list);
    operations.on("getDocumentAt", this::read);
    operations.on("restoreDocument", this::restore);
  }

  private Answer list(Call call) {
    UUID documentId = find(call, Access.READ).documentId();
    long before = number(call.query("before"), Long.MAX_VALUE);
    int limit = (int) number(call.query("limit"), DEFAULT_LIMIT);
    if (limit < 1 || limit > 1_000) {
      throw Problem.field("limit", "must be from 1 to 1000");
    }
    DocumentHistory.Page page = history.page(documentId, before, limit).await();
    JsonObject entries = new JsonObject();
    page.entries().forEach(entry -> entries.put(id(entry), json(entry)));
    @Nullable String next =
        page.hasOlder() ? String.valueOf(page.entries().getLast().last().seq()) : null;
    return Answer.resource(
        Json.object("documentId", documentId, "entries", entries, "before", next));
  }

  private static long number(@Nullable String text, long otherwise) {
    return text == null ? otherwise : Long.parseLong(text);
  }

  /// Stays while the entry grows. Not a plain number, for JavaScript would put these in order.
  private static String id(HistoryEntry entry) {
    return "s" + entry.first().seq();
  }

  private static JsonObject json(HistoryEntry entry) {
    return Json.object(
        "id",
        id(entry),
        "minute",
        entry.minute().toString(),
        "memberId",
        entry.actor(),
        "from",
        entry.first().at().toString(),
        "to",
        entry.last().at().toString(),
        "seq",
        entry.last().seq(),
        "commits",
        entry.commits(),
        "inserted",
        entry.inserted(),
        "deleted",
        entry.deleted());
  }

  private Answer read(Call call) {
    UUID documentId = find(call, Access.READ).documentId();
    Instant at = instant(call.path("instant"));
    Past past = history.at(documentId, at).await();
    return Answer.resource(json(documentId, at, past, RecordReader.read(past.document())));
  }

  private Answer restore(Call call) {
    OkrSet okrSet = find(call, Access.WRITE);
    Optional<Answer> earlier = transactions.earlier(call);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    UUID memberId = call.caller().memberId();
    Instant at = instant(call.json().getString("at"));
    Past past = history.at(okrSet.documentId(), at).await();
    RestoreEdit edit = new RestoreEdit(past.document(), clock.instant());
    RecordContent content =
        documents
            .<RecordContent>edit(
                okrSet.documentId(),
                memberId,
                document -> new OwnEdit.Done<>(edit.apply(document), RecordReader.read(document)))
            .await();
    JsonObject answer = json(okrSet.documentId(), at, past, content);
    return transactions.run(
        call,
        transaction -> {
          transaction.happened(
              Streams.workspace(okrSet.workspaceId()),
              memberId,
              "document-restored",
              Json.object(
                  "documentId",
                  okrSet.documentId(),
                  "okrSetId",
                  okrSet.id(),
                  "at",
                  at.toString(),
                  "seq",
                  past.seq()));
          return Answer.ok(answer);
        });
  }

  private static JsonObject json(UUID documentId, Instant at, Past past, RecordContent content) {
    return Json.object(
        "documentId",
        documentId,
        "at",
        at.toString(),
        "seq",
        past.seq(),
        "objectives",
        RecordJson.objectives(content));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw Problem.field("at", "must be an instant, such as 2026-01-31T09:30:00Z");
    }
  }

  private OkrSet find(Call call, Access needed) {
    return okrSets
        .findByDocument(pool, call.id("documentId"), call.caller().memberId())
        .orElseThrow(Problem::notFound)
        .as(call.caller(), needed);
  }
}
