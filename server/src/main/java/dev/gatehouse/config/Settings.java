package dev.gatehouse.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Every setting of the server, checked, each on its own and together.
///
/// @param publicListener the listener for everybody
/// @param management the listener for administrators; empty when they share the public one
/// @param databaseUrl empty for SQLite in the data folder
/// @param databaseStartWait how long a start waits for PostgreSQL; zero is not at all
/// @param masterKeyFile empty when no file is named
/// @param auditRetention how long events are kept; zero is for ever
/// @param cacheStaleMax how long tokens are issued without the database; zero is never
public record Settings(
    Listener publicListener,
    Optional<Listener> management,
    Tls tls,
    Limits limits,
    Naming naming,
    Optional<DatabaseUrl> databaseUrl,
    Duration databaseStartWait,
    Optional<Path> masterKeyFile,
    Duration cacheStaleMax,
    Throttle throttle,
    MessageSettings messages,
    Console console,
    Log log,
    Metrics metrics,
    Duration auditRetention,
    boolean dev) {
  private static final int STRICT_MANAGEMENT_PORT = 9230;
  private static final Duration STEP_UP = Duration.ofMinutes(10);

  /// @param bind an IP address or `localhost`
  /// @param port 0 for any free one
  public record Listener(String bind, int port) {
    /// Whether only programs of this machine can connect.
    public boolean isLoopback() {
      return bind.equals("localhost") || InetAddress.ofLiteral(bind).isLoopbackAddress();
    }
  }

  /// Whether the listeners speak TLS.
  ///
  /// @param certificate what the public one proves itself with; empty: it speaks in clear
  /// @param onManagement whether the management listener does the same
  public record Tls(Optional<Certificate> certificate, boolean onManagement) {}

  /// Where a certificate comes from.
  public sealed interface Certificate {
    /// Files in PEM, which others replace.
    record Files(Path certificate, Path key) implements Certificate {}

    /// The local authority of the data folder.
    record Local() implements Certificate {}
  }

  /// What one client, or all together, may ask of the listeners.
  ///
  /// @param headerMax bytes
  public record Limits(
      int headerMax,
      Duration requestDeadline,
      Duration idleMax,
      int connectionsMax,
      int connectionsPerAddressMax,
      int concurrencyMax,
      Duration waitMax,
      Duration drainTimeout,
      List<AddressBlock> trustedProxies) {
    public Limits {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  /// What things are called outside.
  ///
  /// @param publicUrl without a slash at the end; empty: see [#publicUrl(int, boolean)]
  /// @param regions the first one is the default
  /// @param accountId 12 digits
  public record Naming(
      Optional<URI> publicUrl,
      IssuerMode issuer,
      List<String> regions,
      String accountId,
      String domainSuffix) {
    public Naming {
      regions = List.copyOf(regions);
    }

    /// The address that clients use.
    ///
    /// @param port what the public listener really listens on
    /// @param secure whether it speaks TLS
    public String publicUrl(int port, boolean secure) {
      var scheme = secure ? "https" : "http";
      return publicUrl.map(URI::toString).orElse(scheme + "://localhost:" + port);
    }
  }

  /// Whether secrets cross a network in clear: the public listener speaks plain HTTP to other
  /// machines, and nothing says that a proxy ends TLS in front of it.
  public boolean isInClear() {
    return tls.certificate().isEmpty()
        && !publicListener.isLoopback()
        && limits.trustedProxies().isEmpty()
        && naming.publicUrl().filter(url -> "https".equals(url.getScheme())).isEmpty();
  }

  /// @param wrongSecretsCount wrong secrets within the window before refusing; 0 never refuses
  /// @param requestsPerSecond tokens of one client on one node; 0 is no limit
  /// @param requestsPerSecondPerAddress requests of one address on one node; 0 is no limit
  public record Throttle(
      int wrongSecretsCount,
      Duration wrongSecretsWindow,
      int requestsPerSecond,
      int requestsPerSecondPerAddress,
      OfUsers users) {}

  /// What is limited of users who act for themselves; 0 never refuses.
  ///
  /// @param wrongGuessesCount of one address on one node, within the window
  /// @param messagesPerRecipient in an hour, for each purpose, of one pool
  /// @param messagesPerAddress in an hour, of one node
  public record OfUsers(
      int wrongGuessesCount,
      Duration wrongGuessesWindow,
      int messagesPerRecipient,
      int messagesPerAddress) {}

  /// @param idle without any use for so long, a session ends
  /// @param sessionMax after so long it ends in any case
  /// @param stepUp how old a sign-in may be for what matters most; zero is as old as it likes
  public record Console(Duration idle, Duration sessionMax, Duration stepUp) {}

  /// @param access whether each request is a line
  /// @param requestEntries requests of each pool that a node keeps in memory; 0 is none
  public record Log(LogFormat format, LogLevel level, boolean access, int requestEntries) {
    /// Without a request log.
    public Log(LogFormat format, LogLevel level, boolean access) {
      this(format, level, access, 0);
    }
  }

  /// @param clientsMax clients whose tokens are counted apart
  /// @param otelEndpoint where metrics are sent; empty: nowhere
  /// @param history whether what clients do is kept for charts
  public record Metrics(
      int clientsMax, boolean history, Optional<URI> otelEndpoint, Duration otelInterval) {}

  /// Makes the settings of checked values.
  ///
  /// @throws SettingsException when values contradict each other
  public static Settings of(SettingValues values) {
    var dev = values.require(SettingKey.DEV);
    var listener =
        new Listener(values.require(SettingKey.HTTP_BIND), values.require(SettingKey.HTTP_PORT));
    var management = management(values, dev, listener);
    if (dev && !values.require(SettingKey.DEV_ALLOW_REMOTE)) {
      requireLoopback(listener, SettingKey.HTTP_BIND, values);
      management.ifPresent(own -> requireLoopback(own, SettingKey.HTTP_MANAGEMENT_BIND, values));
    }
    requirePositive(SettingKey.HTTP_REQUEST_DEADLINE, values);
    requirePositive(SettingKey.HTTP_IDLE_MAX, values);
    requirePositive(SettingKey.THROTTLE_WRONG_SECRETS_WINDOW, values);
    requirePositive(SettingKey.THROTTLE_WRONG_GUESSES_WINDOW, values);
    requirePositive(SettingKey.OTEL_INTERVAL, values);
    requirePositive(SettingKey.SMTP_TIMEOUT, values);
    requirePositive(SettingKey.SMS_WEBHOOK_TIMEOUT, values);
    requirePositive(SettingKey.CONSOLE_IDLE, values);
    requirePositive(SettingKey.CONSOLE_SESSION_MAX, values);
    return new Settings(
        listener,
        management,
        tls(values, management),
        limits(values),
        naming(values),
        values.find(SettingKey.DATABASE_URL),
        values.require(SettingKey.DATABASE_START_WAIT),
        values.find(SettingKey.MASTER_KEY_FILE),
        values.require(SettingKey.CACHE_STALE_MAX),
        throttle(values),
        MessageSettings.of(values, dev),
        new Console(
            values.require(SettingKey.CONSOLE_IDLE),
            values.require(SettingKey.CONSOLE_SESSION_MAX),
            stepUp(values, management.orElse(listener))),
        log(values),
        metrics(values),
        values.require(SettingKey.AUDIT_RETENTION),
        dev);
  }

  /// In dev mode one listener serves both, unless a port says otherwise.
  private static Optional<Listener> management(
      SettingValues values, boolean dev, Listener publicListener) {
    var port = values.find(SettingKey.HTTP_MANAGEMENT_PORT);
    if (dev && port.filter(own -> own != publicListener.port()).isEmpty()) {
      return Optional.empty();
    }
    var own =
        new Listener(
            values.require(SettingKey.HTTP_MANAGEMENT_BIND), port.orElse(STRICT_MANAGEMENT_PORT));
    if (own.port() != 0 && own.port() == publicListener.port()) {
      throw new SettingsException(
          ("http.management.port and http.port are both %d; in strict mode the management listener"
                  + " needs a port of its own")
              .formatted(own.port()));
    }
    return Optional.of(own);
  }

  /// UI-07: on by default where others reach the console, or may by a proxy on this machine.
  private static Duration stepUp(SettingValues values, Listener console) {
    var isAlone = console.isLoopback() && values.require(SettingKey.HTTP_TRUSTED_PROXIES).isEmpty();
    return values.find(SettingKey.CONSOLE_STEP_UP).orElse(isAlone ? Duration.ZERO : STEP_UP);
  }

  private static Tls tls(SettingValues values, Optional<Listener> management) {
    var certificate = certificate(values);
    var url = values.find(SettingKey.PUBLIC_URL);
    if (certificate.isPresent() && url.filter(u -> "http".equals(u.getScheme())).isPresent()) {
      throw new SettingsException(
          ("public-url begins with http:// (from %s), and the listener speaks TLS; clients would"
                  + " find nobody there")
              .formatted(values.source(SettingKey.PUBLIC_URL)));
    }
    var onManagement =
        switch (values.require(SettingKey.TLS_MANAGEMENT)) {
          case ON -> true;
          case OFF -> false;
          case AUTO -> management.filter(own -> !own.isLoopback()).isPresent();
        };
    if (certificate.isEmpty() && values.require(SettingKey.TLS_MANAGEMENT) == TlsOnManagement.ON) {
      throw new SettingsException(
          "tls.management is on, and there is no certificate: see tls.mode");
    }
    return new Tls(certificate, onManagement && certificate.isPresent());
  }

  private static Optional<Certificate> certificate(SettingValues values) {
    var file = values.find(SettingKey.TLS_CERTIFICATE_FILE);
    var key = values.find(SettingKey.TLS_KEY_FILE);
    var isNamed = file.isPresent() || key.isPresent();
    var mode = values.find(SettingKey.TLS_MODE).orElse(isNamed ? TlsMode.FILES : TlsMode.OFF);
    if (mode != TlsMode.FILES && isNamed) {
      throw new SettingsException(
          "tls.mode is %s, and files are named; set one of the two"
              .formatted(SettingType.word(mode)));
    }
    return switch (mode) {
      case OFF -> Optional.empty();
      case DEV -> Optional.of(new Certificate.Local());
      case FILES -> Optional.of(files(file, key));
    };
  }

  private static Certificate.Files files(Optional<Path> certificate, Optional<Path> key) {
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new SettingsException(
          "TLS needs both tls.certificate.file and tls.key.file; %s is missing"
              .formatted(certificate.isEmpty() ? "the first" : "the second"));
    }
    return new Certificate.Files(certificate.get(), key.get());
  }

  /// Dev mode accepts unknown keys, so it must not be reachable from elsewhere by accident
  /// (security reference 1.4).
  private static void requireLoopback(
      Listener listener, SettingKey<String> key, SettingValues values) {
    if (!listener.isLoopback()) {
      throw new SettingsException(
          ("setting %s: dev mode does not listen on %s (from %s), because anybody who reaches it is"
                  + " an administrator; it must be a loopback address, or dev-allow-remote true")
              .formatted(key.name(), listener.bind(), values.source(key)));
    }
  }

  private static void requirePositive(SettingKey<Duration> key, SettingValues values) {
    if (values.require(key).isZero()) {
      throw new SettingsException(
          "setting %s: 0 (from %s) is not allowed; it must be longer"
              .formatted(key.name(), values.source(key)));
    }
  }

  private static Limits limits(SettingValues values) {
    return new Limits(
        values.require(SettingKey.HTTP_HEADER_MAX),
        values.require(SettingKey.HTTP_REQUEST_DEADLINE),
        values.require(SettingKey.HTTP_IDLE_MAX),
        values.require(SettingKey.HTTP_CONNECTIONS_MAX),
        values.require(SettingKey.HTTP_CONNECTIONS_PER_ADDRESS_MAX),
        values.require(SettingKey.HTTP_CONCURRENCY_MAX),
        values.require(SettingKey.HTTP_WAIT_MAX),
        values.require(SettingKey.HTTP_DRAIN_TIMEOUT),
        values.require(SettingKey.HTTP_TRUSTED_PROXIES));
  }

  private static Naming naming(SettingValues values) {
    return new Naming(
        values.find(SettingKey.PUBLIC_URL),
        values.require(SettingKey.ISSUER),
        values.require(SettingKey.REGIONS),
        values.require(SettingKey.ACCOUNT_ID),
        values.require(SettingKey.DOMAIN_SUFFIX));
  }

  private static Throttle throttle(SettingValues values) {
    return new Throttle(
        values.require(SettingKey.THROTTLE_WRONG_SECRETS_COUNT),
        values.require(SettingKey.THROTTLE_WRONG_SECRETS_WINDOW),
        values.require(SettingKey.THROTTLE_REQUESTS_PER_SECOND),
        values.require(SettingKey.THROTTLE_REQUESTS_PER_SECOND_PER_ADDRESS),
        new OfUsers(
            values.require(SettingKey.THROTTLE_WRONG_GUESSES_COUNT),
            values.require(SettingKey.THROTTLE_WRONG_GUESSES_WINDOW),
            values.require(SettingKey.THROTTLE_MESSAGES_PER_RECIPIENT),
            values.require(SettingKey.THROTTLE_MESSAGES_PER_ADDRESS)));
  }

  private static Metrics metrics(SettingValues values) {
    return new Metrics(
        values.require(SettingKey.METRICS_CLIENTS_MAX),
        values.require(SettingKey.METRICS_HISTORY),
        values.find(SettingKey.OTEL_ENDPOINT),
        values.require(SettingKey.OTEL_INTERVAL));
  }

  private static Log log(SettingValues values) {
    return new Log(
        values.require(SettingKey.LOG_FORMAT),
        values.require(SettingKey.LOG_LEVEL),
        values.require(SettingKey.LOG_ACCESS),
        values.require(SettingKey.REQUEST_LOG_ENTRIES));
  }
}
