package dev.meridian.collab.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;

/// One of the [NodeClients].
public final class NodeClient {
  private final NodeClients clients;
  private final String name;

  NodeClient(NodeClients clients, String name) {
    this.clients = clients;
    this.name = name;
  }

  public String name() {
    return name;
  }

  private Object tell(String command, JsonObject options) {
    return clients.tell(command, options.put("client", name));
  }

  private void edit(String op, List<String> path, JsonObject options) {
    tell("edit", options.put("op", op).put("path", new JsonArray(path)));
  }

  public void addObjective(String id, String title) {
    add(
        List.of(id),
        new JsonObject()
            .put("title", title)
            .put("why", "")
            .put("order", id)
            .put("keyResults", new JsonObject()));
  }

  public void add(List<String> path, JsonObject fields) {
    edit("add", path, new JsonObject().put("fields", fields));
  }

  public void insert(List<String> path, int index, String text) {
    edit("insert", path, new JsonObject().put("index", index).put("text", text));
  }

  public void cut(List<String> path, int index, int length) {
    edit("cut", path, new JsonObject().put("index", index).put("length", length));
  }

  public void set(List<String> path, Object value) {
    edit("set", path, new JsonObject().put("value", value));
  }

  public void writeToRoot(String root) {
    tell("edit", new JsonObject().put("op", "root").put("name", root).put("text", "hidden"));
  }

  public void trackUndo() {
    tell("track", new JsonObject());
  }

  public void undo() {
    tell("undo", new JsonObject());
  }

  public JsonObject json() {
    return (JsonObject) tell("json", new JsonObject());
  }

  public String text(String objective, String field) {
    JsonObject found = json().getJsonObject(objective);
    return found == null ? "" : found.getString(field, "");
  }

  public JsonObject status() {
    return (JsonObject) tell("status", new JsonObject());
  }

  public byte[] state() {
    return Base64.getDecoder().decode((String) tell("state", new JsonObject()));
  }

  public void apply(byte[] update) {
    tell("apply", new JsonObject().put("update", Base64.getEncoder().encodeToString(update)));
  }

  /// The first clock that it has not written under yet.
  public long clock() {
    return ((Number) tell("clock", new JsonObject())).longValue();
  }

  /// `{sent, acknowledged, seen}`, lists of `[client, clock after the last struct, milliseconds]`.
  public JsonObject ledger() {
    return (JsonObject) tell("ledger", new JsonObject());
  }

  public void useToken(String token) {
    tell("token", new JsonObject().put("token", token));
  }

  public void renewToken() {
    tell("renew", new JsonObject());
  }

  public void say(JsonObject state) {
    tell("presence", new JsonObject().put("state", state));
  }

  /// The awareness states it knows, by client id.
  public JsonObject whoIsHere() {
    return (JsonObject) tell("whoIsHere", new JsonObject());
  }

  public void disconnect() {
    tell("disconnect", new JsonObject());
  }

  public void connect() {
    tell("connect", new JsonObject());
  }

  public void destroy() {
    tell("destroy", new JsonObject());
  }

  /// Starts to replay a recorded session into its own text and words into the shared one.
  public void type(List<String> own, List<String> shared, String trace) {
    tell(
        "type",
        new JsonObject()
            .put("trace", trace)
            .put(
                "places",
                new JsonObject()
                    .put("own", new JsonArray(own))
                    .put("shared", new JsonArray(shared))
                    .put("name", name)));
  }

  /// `{text, words, edits}`: what the own text must read, and how many words it shared.
  public JsonObject stopTyping() {
    return (JsonObject) tell("stopTyping", new JsonObject());
  }

  /// Of how many client ids this one's document lacks something that was acknowledged to another.
  public int lackingOf(NodeClient other) {
    return (Integer) tell("lacking", new JsonObject().put("of", other.name));
  }

  /// The same for those that were acknowledged first.
  public int lackingOf(NodeClient other, int first) {
    return (Integer) tell("lacking", new JsonObject().put("of", other.name).put("first", first));
  }

  public boolean isSynced() {
    return status().getBoolean("synced");
  }

  /// Every edit that was sent is acknowledged.
  public boolean isSaved() {
    JsonObject status = status();
    return status.getBoolean("synced") && status.getInteger("waiting") == 0;
  }

  public int acked() {
    return status().getInteger("acked");
  }

  public List<Integer> closeCodes() {
    return status().getJsonArray("closes").stream()
        .map(close -> ((JsonObject) close).getInteger("code"))
        .toList();
  }

  public List<Object> denied() {
    return status().getJsonArray("denied").stream().toList();
  }

  public List<Object> refusedWith() {
    return status().getJsonArray("refusedWith").stream().toList();
  }
}
