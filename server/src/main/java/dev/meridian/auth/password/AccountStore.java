package dev.meridian.auth.password;

import dev.meridian.db.Sql;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The table `account`.
public final class AccountStore {

  /// The unique constraint that lets an e-mail have only one account.
  public static final String ONE_PER_EMAIL = "account_email_key_key";

  private static final String ADD =
      """
      insert into account (id, email, email_key, password_hash, installation_admin, created_at)
      values ($1, $2, $3, $4, $5, $6)
      """;

  private static final String BY_EMAIL =
      """
      select id, email, password_hash, installation_admin from account where email_key = $1
      """;

  private static final String FIND =
      """
      select id, email, password_hash, installation_admin from account where id = $1
      """;

  private static final String STILL_HAS =
      "select id from account where id = $1 and password_hash = $2 for share";

  private static final String REPLACE =
      "update account set password_hash = $3 where id = $1 and password_hash = $2";

  private static final String SET = "update account set password_hash = $2 where id = $1";

  public void add(SqlClient client, Account account, Instant now) {
    Sql.change(
        client,
        ADD,
        account.id(),
        account.email(),
        Account.emailKey(account.email()),
        account.passwordHash(),
        account.installationAdmin(),
        now);
  }

  public Optional<Account> byEmail(SqlClient client, String email) {
    return Sql.first(client, BY_EMAIL, AccountStore::account, Account.emailKey(email));
  }

  public Optional<Account> find(SqlClient client, UUID id) {
    return Sql.first(client, FIND, AccountStore::account, id);
  }

  /// Whether the password that was verified is still the account's; it stays so until the commit.
  public boolean stillHas(SqlClient client, UUID id, String hash) {
    return Sql.first(client, STILL_HAS, row -> row.getUUID("id"), id, hash).isPresent();
  }

  /// Whether the account had the hash that was to be replaced.
  public boolean replace(SqlClient client, UUID id, String before, String after) {
    return Sql.change(client, REPLACE, id, before, after) == 1;
  }

  public void set(SqlClient client, UUID id, String hash) {
    Sql.change(client, SET, id, hash);
  }

  private static Account account(Row row) {
    return new Account(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("password_hash"),
        row.getBoolean("installation_admin"));
  }
}
