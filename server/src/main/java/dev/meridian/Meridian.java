package dev.meridian;

import dev.meridian.auth.NodeAuthenticator;
import dev.meridian.auth.RefreshCookie;
import dev.meridian.auth.SessionRoutes;
import dev.meridian.auth.SignInRoutes;
import dev.meridian.auth.SignIns;
import dev.meridian.auth.SignedIn;
import dev.meridian.auth.Tickets;
import dev.meridian.auth.invitation.InvitationRoutes;
import dev.meridian.auth.invitation.JoinRoutes;
import dev.meridian.auth.password.Credentials;
import dev.meridian.auth.password.PasswordRoutes;
import dev.meridian.auth.password.Passwords;
import dev.meridian.auth.setup.SetupRoutes;
import dev.meridian.auth.setup.SetupToken;
import dev.meridian.auth.token.AccessTokens;
import dev.meridian.auth.token.RefreshTokens;
import dev.meridian.bus.Bus;
import dev.meridian.bus.LocalBus;
import dev.meridian.bus.RedisBus;
import dev.meridian.collab.Collab;
import dev.meridian.db.Database;
import dev.meridian.db.Housekeeping;
import dev.meridian.db.Migrations;
import dev.meridian.db.ServerMark;
import dev.meridian.db.embedded.EmbeddedPostgres;
import dev.meridian.event.AccessFeed;
import dev.meridian.event.EventHeadStore;
import dev.meridian.event.EventStore;
import dev.meridian.event.Transactions;
import dev.meridian.http.Api;
import dev.meridian.http.CallTransactions;
import dev.meridian.http.Commands;
import dev.meridian.http.Origins;
import dev.meridian.http.Routes;
import dev.meridian.http.Upgrades;
import dev.meridian.http.contract.Contract;
import dev.meridian.http.edge.Edge;
import dev.meridian.http.edge.Health;
import dev.meridian.http.limit.ClientAddress;
import dev.meridian.http.limit.RateLimits;
import dev.meridian.live.Live;
import dev.meridian.record.DocumentHistoryRoutes;
import dev.meridian.record.OkrSetRoutes;
import dev.meridian.record.Projector;
import dev.meridian.record.content.RecordReader;
import dev.meridian.settings.Secret;
import dev.meridian.settings.Settings;
import dev.meridian.workspace.WorkspaceRoutes;
import dev.meridian.workspace.cycle.CycleRoutes;
import dev.meridian.workspace.member.MeRoutes;
import dev.meridian.workspace.member.MemberRoutes;
import dev.meridian.workspace.team.TeamRoutes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running server. [#start] is the architecture in reading order: database, migrations, bus,
/// the parts wired with `new`, deploy. What was started is stopped in the other order.
public final class Meridian implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Meridian.class);
  private static final int SHUTDOWN_SECONDS = 10;

  private final Settings settings;
  private final Options options;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx;
  private URI url = URI.create("http://not.started.invalid");
  private Optional<String> setupLink = Optional.empty();

  private Meridian(Settings settings, Options options) {
    this.settings = settings;
    this.options = options;
    this.vertx = vertx(metrics);
    stopLater(() -> await(vertx.close()));
  }

  /// Returns when requests are served; blocks until then, so not for event loops.
  ///
  /// @throws dev.meridian.db.DatabaseProblem when the database cannot be used
  /// @throws StartProblem when the port cannot be used
  public static Meridian start(Settings settings, Options options) {
    var meridian = new Meridian(settings, options);
    try {
      meridian.start();
      return meridian;
    } catch (RuntimeException | Error failure) {
      meridian.close();
      throw failure;
    }
  }

  private static Vertx vertx(PrometheusMeterRegistry metrics) {
    var vertxOptions =
        new VertxOptions()
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
            .setMetricsOptions(
                new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true));
    return Vertx.builder()
        .with(vertxOptions)
        .withMetrics(new MicrometerMetricsFactory(metrics))
        .withTransport(Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO)
        .build();
  }

  private void start() {
    var clock = options.clock();
    var database = openDatabase();
    var pool = database.pool();
    Migrations.run(vertx, database).await();
    var setupToken = SetupToken.offer(pool, settings.setupToken().map(Secret::value)).await();
    var housekeeping = new Housekeeping(vertx, pool, clock);
    stopLater(housekeeping);

    var bus = openBus();
    var accessFeed = AccessFeed.start(vertx, pool, bus).await();
    stopLater(accessFeed);
    var transactions = new Transactions(pool, new EventStore(clock), bus);
    var calls = new CallTransactions(transactions, pool, clock);

    var limits = settings.limits();
    var rateLimits = new RateLimits(clock, metrics);
    var accessTokens = new AccessTokens(vertx, pool, clock);
    var authenticator = new NodeAuthenticator(accessTokens, pool, bus, clock);
    var refreshTokens = RefreshTokens.load(pool, clock).await();
    var signIns = new SignIns(refreshTokens, settings.signIn().lifetime(), clock);
    var cookie = new RefreshCookie(isHttps(), settings.signIn().lifetime());
    var signedIn = new SignedIn(accessTokens, cookie);
    var passwords = new Passwords(vertx, options.passwordCost());
    var credentials =
        new Credentials(
            pool, passwords, rateLimits, limits.signInsByAddress(), limits.signInsByAccount());
    var links = new PasswordRoutes.Limits(rateLimits, limits.invitations(), limits.links());

    var features = new ArrayList<Routes>();
    features.add(
        new SetupRoutes(
            pool, transactions, passwords, signIns, signedIn, rateLimits, limits.setUps(), clock));
    features.add(
        new SessionRoutes(pool, transactions, calls, credentials, signIns, signedIn, cookie));
    features.add(new SignInRoutes(pool, transactions, signIns));
    features.add(new Tickets(calls, rateLimits, limits.tickets(), clock));
    features.add(
        new PasswordRoutes(calls, credentials, passwords, signIns, links, this::publicUrl, clock));
    features.add(
        new InvitationRoutes(
            pool, calls, rateLimits, limits.invitations(), this::publicUrl, clock));
    features.add(
        new JoinRoutes(
            pool,
            transactions,
            credentials,
            passwords,
            signIns,
            signedIn,
            rateLimits,
            limits.links(),
            clock));
    features.add(new MeRoutes(pool, calls));
    features.add(new WorkspaceRoutes(pool, calls, clock));
    features.add(new MemberRoutes(pool, calls, signIns, clock));
    features.add(new TeamRoutes(pool, calls, clock));
    features.add(new CycleRoutes(pool, calls, clock));

    var projector = new Projector(vertx, pool, bus);
    var collab =
        Collab.start(
                vertx,
                pool,
                bus,
                authenticator,
                origins(),
                settings.collab(),
                settings.compaction(),
                Set.of(RecordReader.ROOT),
                projector,
                metrics)
            .await();
    projector.start(collab.documents()).await();
    stopLater(projector);
    features.add(new OkrSetRoutes(pool, calls, collab.documents(), projector, clock));
    features.add(
        new DocumentHistoryRoutes(pool, calls, collab.documents(), collab.history(), clock));

    var clients = new ClientAddress(settings.http().trustedProxies());
    var commands = Commands.deploy(vertx, 2 * Runtime.getRuntime().availableProcessors()).await();
    var api =
        new Api(
            Contract.load(), features, authenticator::byAccessToken, commands, origins(), clients);
    var live =
        Live.start(
                vertx,
                api.resources(),
                authenticator,
                bus,
                List.of(new EventHeadStore(pool), projector.heads()),
                origins(),
                clock,
                settings.live(),
                metrics)
            .await();
    var health =
        new Health(
                metrics,
                settings.http().metricsToken().map(Secret::value),
                settings.http().metricsForAll())
            .needs("postgres", database::ping);
    if (settings.redis().isPresent()) {
      health.likes("redis", bus::isConnected);
    }
    stopLater(collab::finishCommits);
    listen(
        new Edge.Parts(
            api,
            health,
            Upgrades.of(collab.upgrades(), live.upgrades()),
            rateLimits,
            limits.requests(),
            limits.connects(),
            settings.collab().timeToAuthenticate(),
            clients,
            isHttps()));
    stopLater(live); // clients are told to come back before the edges close
    stopLater(collab::close); // clients are told to come back before the edges close
    stopLater(() -> drain(health)); // first of all
    setupLink = setupToken.map(token -> publicUrl() + "/setup#token=" + token);
  }

  private void drain(Health health) throws InterruptedException {
    health.drain();
    Thread.sleep(settings.http().drain());
  }

  private Database openDatabase() {
    var address =
        settings
            .database()
            .url()
            .map(Secret::value)
            .orElseGet(() -> {
              var postgres = EmbeddedPostgres.start(settings.database().data());
              stopLater(postgres);
              return postgres.url("postgres");
            });
    var database = Database.open(vertx, address, settings.database().connections()).await();
    stopLater(() -> await(database.close()));
    stopLater(ServerMark.set(vertx, database).await());
    return database;
  }

  private Bus openBus() {
    if (settings.redis().isEmpty()) {
      return new LocalBus(vertx);
    }
    var redis = settings.redis().get();
    var bus = RedisBus.start(vertx, redis.url().value(), redis.prefix(), metrics);
    stopLater(bus);
    return bus;
  }

  private Origins origins() {
    var http = settings.http();
    var allowed = new ArrayList<>(http.allowedOrigins());
    http.publicUrl().map(URI::toString).ifPresent(allowed::add);
    return new Origins(Set.copyOf(allowed), http.publicUrl().isEmpty());
  }

  private void listen(Edge.Parts parts) {
    var http = settings.http();
    var edges = new ArrayList<Edge>();
    int loops = Runtime.getRuntime().availableProcessors();
    try {
      var deployment =
          vertx
              .deployVerticle(
                  () -> {
                    var edge = new Edge(parts, http.host(), http.port());
                    edges.add(edge);
                    return edge;
                  },
                  new DeploymentOptions().setInstances(loops))
              .await();
      stopLater(() -> await(vertx.undeploy(deployment)));
    } catch (Exception failure) {
      var reason = String.valueOf(failure.getMessage());
      throw new StartProblem(
          "Cannot listen on %s port %d: %s."
              .formatted(
                  http.host(),
                  http.port(),
                  reason.contains("already in use") ? "another program uses it" : reason),
          failure);
    }
    var host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
    url = URI.create("http://%s:%d".formatted(host, edges.getFirst().actualPort()));
  }

  private boolean isHttps() {
    return settings.http().publicUrl().filter(it -> "https".equals(it.getScheme())).isPresent();
  }

  /// Where it listens.
  public URI url() {
    return url;
  }

  /// As people reach it; who listens on every address is found at least on this machine.
  private URI publicUrl() {
    var here = url.toString().replaceFirst("//(0\\.0\\.0\\.0|\\[::]):", "//localhost:");
    return settings.http().publicUrl().orElseGet(() -> URI.create(here));
  }

  /// Where the first workspace is made; empty once that is done.
  public Optional<String> setupLink() {
    return setupLink;
  }

  private void stopLater(AutoCloseable part) {
    started.push(part);
  }

  /// Stops everything; closing twice is harmless.
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception failure) {
        LOG.warn("a part did not stop cleanly", failure);
      }
    }
  }

  private static void await(Future<?> future) throws TimeoutException {
    future.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
