package dev.meridian.auth.password;

import dev.meridian.http.Call;
import dev.meridian.http.Problem;
import dev.meridian.http.limit.ClientAddress;
import dev.meridian.http.limit.Limit;
import dev.meridian.http.limit.RateLimits;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/// Checks an e-mail with its password, within the limits for attempts of an address and of an
/// account.
public final class Credentials {

  private final Pool pool;
  private final AccountStore accounts = new AccountStore();
  private final Passwords passwords;
  private final RateLimits rateLimits;
  private final Limit byAddress;
  private final Limit byAccount;

  public Credentials(
      Pool pool, Passwords passwords, RateLimits rateLimits, Limit byAddress, Limit byAccount) {
    this.pool = pool;
    this.passwords = passwords;
    this.rateLimits = rateLimits;
    this.byAddress = byAddress;
    this.byAccount = byAccount;
  }

  /// The account; its hash is renewed when the parameters have grown.
  ///
  /// @throws Problem 401 the same for an unknown e-mail and a wrong password, 429
  public Account check(Call call, String email, String password) {
    spend(call, email);
    return check(accounts.byEmail(pool, email), password).orElseThrow(Credentials::wrong);
  }

  /// The same for the caller's own account.
  ///
  /// @throws Problem 400 about the field
  public Account checkOwn(Call call, String field) {
    var account = accounts.find(pool, call.caller().accountId()).orElseThrow();
    spend(call, account.email());
    return check(Optional.of(account), call.json().getString(field))
        .orElseThrow(() -> Problem.field(field, "is not your password"));
  }

  private void spend(Call call, String email) {
    rateLimits.spend(byAddress, "sign-ins-by-address", ClientAddress.limitKey(call.address()));
    rateLimits.spend(byAccount, "sign-ins-by-account", Account.emailKey(email));
  }

  private Optional<Account> check(Optional<Account> account, String password) {
    boolean fits = passwords.verify(password, account.map(Account::passwordHash));
    return fits ? account.map(known -> renewed(known, password)) : Optional.empty();
  }

  private Account renewed(Account account, String password) {
    if (!passwords.isOutdated(account.passwordHash())) {
      return account;
    }
    var hash = passwords.hash(password);
    accounts.replace(pool, account.id(), account.passwordHash(), hash);
    return new Account(account.id(), account.email(), hash, account.installationAdmin());
  }

  private static Problem wrong() {
    return new Problem(401, "wrong-credentials", "The e-mail or the password is wrong.");
  }
}
