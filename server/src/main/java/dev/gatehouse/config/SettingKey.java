package dev.gatehouse.config;

import static dev.gatehouse.config.SettingType.count;
import static dev.gatehouse.config.SettingType.oneOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One setting: its name outside, what it may be, what it is when nobody says so. This registry is
/// the only list of settings: reading, refusing and the documentation follow it.
///
/// @param name flat dotted key, for instance `http.port`
/// @param fallback the default as text; empty when there is none, and then [#description] says what
///   happens
/// @param description sentences for the settings table
public record SettingKey<T>(
    String name, SettingType<T> type, Optional<String> fallback, String description) {
  private static final List<SettingKey<?>> REGISTRY = new ArrayList<>();
  private static final int MANY = 1_000_000;

  // The order is the order of the table.
  static final SettingKey<Integer> HTTP_PORT =
      key("http.port", SettingType.PORT, "9229", "Port of the public listener.");
  static final SettingKey<String> HTTP_BIND =
      key(
          "http.bind",
          SettingType.BIND,
          "127.0.0.1",
          "Address that the public listener binds. `0.0.0.0` means every network. Dev mode refuses"
              + " anything but loopback unless `dev-allow-remote` is true.");
  static final SettingKey<Integer> HTTP_MANAGEMENT_PORT =
      key(
          "http.management.port",
          SettingType.PORT,
          "Port of the management listener (health, extension API). Strict mode: 9230. Dev mode:"
              + " the public port, and then there is one listener.");
  static final SettingKey<String> HTTP_MANAGEMENT_BIND =
      key(
          "http.management.bind",
          SettingType.BIND,
          "127.0.0.1",
          "Address that the management listener binds, where it is a listener of its own.");
  static final SettingKey<TlsMode> TLS_MODE =
      key(
          "tls.mode",
          oneOf(TlsMode.class),
          "`files`: TLS with the certificate and key of the next two settings. `dev` (`--tls dev`):"
              + " with a certificate for `localhost` and `*.localhost` of a local authority that is"
              + " made in `tls/` of the data folder. `off`: plain HTTP. Not set: `files` where the"
              + " files are named, else `off`.");
  static final SettingKey<Path> TLS_CERTIFICATE_FILE =
      key(
          "tls.certificate.file",
          SettingType.FILE,
          "The server's certificate in PEM, then those between it and the root. Read again when it"
              + " changes, within ten seconds.");
  static final SettingKey<Path> TLS_KEY_FILE =
      key(
          "tls.key.file",
          SettingType.FILE,
          "Its private key in PEM (PKCS #8, PKCS #1 or SEC 1; RSA or elliptic curve), not encrypted,"
              + " and not readable by everybody.");
  static final SettingKey<TlsOnManagement> TLS_MANAGEMENT =
      key(
          "tls.management",
          oneOf(TlsOnManagement.class),
          "auto",
          "Whether the management listener speaks TLS too, with the same certificate: `on`, `off`,"
              + " or `auto`: where it binds other than loopback addresses.");
  static final SettingKey<URI> PUBLIC_URL =
      key(
          "public-url",
          SettingType.BASE_URL,
          "The address that clients use; issuer of tokens and base of every printed address. Not"
              + " set: `http://localhost:{port}`, with TLS `https://localhost:{port}`.");
  static final SettingKey<DatabaseUrl> DATABASE_URL =
      key(
          "database.url",
          SettingType.DATABASE_URL,
          "PostgreSQL by its JDBC address. Not set: SQLite in the data folder.");
  static final SettingKey<Duration> DATABASE_START_WAIT =
      key(
          "database.start-wait",
          SettingType.DURATION,
          "5m",
          "How long a start waits for a PostgreSQL that cannot be reached; meanwhile health says so"
              + " and everything else is answered 503. `0` ends the start at once.");
  static final SettingKey<List<String>> REGIONS =
      key(
          "regions",
          SettingType.REGIONS,
          "us-east-1",
          "Regions that exist here; the first one is the default. State is separate by region.");
  static final SettingKey<String> ACCOUNT_ID =
      key("account-id", SettingType.ACCOUNT_ID, "000000000000", "Account id in ARNs.");
  static final SettingKey<IssuerMode> ISSUER =
      key(
          "issuer",
          oneOf(IssuerMode.class),
          "public-url",
          "What tokens name as issuer: `public-url` gives `{public-url}/{poolId}`; `aws` gives"
              + " `https://cognito-idp.{region}.amazonaws.com/{poolId}`, for tests of code that"
              + " pins it.");
  static final SettingKey<String> DOMAIN_SUFFIX =
      key(
          "domain-suffix",
          SettingType.HOST_SUFFIX,
          "localhost",
          "Prefix domains answer on `{prefix}.auth.{region}.{domain-suffix}`.");
  static final SettingKey<Path> MASTER_KEY_FILE =
      key(
          "master-key.file",
          SettingType.FILE,
          "File with the master key: Base64 of 32 bytes, readable by its owner only. The variable"
              + " `GATEHOUSE_MASTER_KEY` comes before it. Neither set: a key is made at the first"
              + " start, in dev mode in the data folder, in strict mode beside it.");
  static final SettingKey<Duration> CACHE_STALE_MAX =
      key(
          "cache.stale-max",
          SettingType.DURATION,
          "10m",
          "How long machine tokens are issued from the cache while the database cannot be"
              + " reached. `0` never.");
  static final SettingKey<Integer> HTTP_HEADER_MAX =
      key(
          "http.header-max",
          SettingType.BYTES,
          "16KiB",
          "Request line and header fields together; more is answered 431 (414 where the address"
              + " alone is too long).");
  static final SettingKey<Duration> HTTP_REQUEST_DEADLINE =
      key(
          "http.request-deadline",
          SettingType.DURATION,
          "10s",
          "From the first byte of a request to its last, whatever its pace; and for the answer to"
              + " be taken. Then the connection is cut.");
  static final SettingKey<Duration> HTTP_IDLE_MAX =
      key(
          "http.idle-max",
          SettingType.DURATION,
          "60s",
          "How long a connection may stay open without a request.");
  static final SettingKey<Integer> HTTP_CONNECTIONS_MAX =
      key("http.connections-max", count(1, MANY), "10000", "Open connections, all together.");
  static final SettingKey<Integer> HTTP_CONNECTIONS_PER_ADDRESS_MAX =
      key(
          "http.connections-per-address-max",
          count(1, MANY),
          "2000",
          "Open connections of one network address. A proxy in front is one address.");
  static final SettingKey<Integer> HTTP_CONCURRENCY_MAX =
      key(
          "http.concurrency-max",
          count(1, MANY),
          "2000",
          "Requests served at one time; more are answered 503 with `Retry-After`.");
  static final SettingKey<Duration> HTTP_WAIT_MAX =
      key(
          "http.wait-max",
          SettingType.DURATION,
          "1s",
          "How long a request for a token may have to wait for a processor. One that would wait"
              + " longer is answered 503 with `Retry-After` at once, so that the others are served in"
              + " time.");
  static final SettingKey<Duration> HTTP_DRAIN_TIMEOUT =
      key(
          "http.drain-timeout",
          SettingType.DURATION,
          "10s",
          "How long a stop waits for the requests in flight.");
  static final SettingKey<List<AddressBlock>> HTTP_TRUSTED_PROXIES =
      key(
          "http.trusted-proxies",
          SettingType.ADDRESS_BLOCKS,
          "",
          "Addresses of proxies whose `X-Forwarded-For`, `X-Forwarded-Host` and"
              + " `X-Forwarded-Proto` are believed; anybody else's are ignored. Whoever has an"
              + " address of a network here can choose the address that is counted and logged.");
  static final SettingKey<Integer> THROTTLE_WRONG_SECRETS_COUNT =
      key(
          "throttle.wrong-secrets.count",
          count(0, MANY),
          "20",
          "Wrong client secrets of one client from one address within the window; after that it"
              + " is refused. `0` switches it off.");
  static final SettingKey<Duration> THROTTLE_WRONG_SECRETS_WINDOW =
      key("throttle.wrong-secrets.window", SettingType.DURATION, "1m", "The window of that count.");
  static final SettingKey<Integer> THROTTLE_REQUESTS_PER_SECOND =
      key(
          "throttle.requests-per-second",
          count(0, MANY),
          "0",
          "Tokens that one client gets from one node in a second; for more the answer is 429. `0`"
              + " switches it off.");
  static final SettingKey<Integer> THROTTLE_REQUESTS_PER_SECOND_PER_ADDRESS =
      key(
          "throttle.requests-per-second-per-address",
          count(0, MANY),
          "0",
          "Requests of any kind that one network address (of IPv6 its /64) gets answered by one node"
              + " in a second; for more the answer is 429 with `Retry-After`. Probes do not count."
              + " `0` switches it off.");
  static final SettingKey<Integer> THROTTLE_WRONG_GUESSES_COUNT =
      key(
          "throttle.wrong-guesses.count",
          count(0, MANY),
          "100",
          "Wrong passwords and codes of users, whosever, from one network address (of IPv6 its /64)"
              + " within the window; after that one node refuses its sign-ins and codes. Calls of"
              + " administrators and of clients with a secret do not count. `0` switches it off.");
  static final SettingKey<Duration> THROTTLE_WRONG_GUESSES_WINDOW =
      key(
          "throttle.wrong-guesses.window",
          SettingType.DURATION,
          "10m",
          "The window of that count.");
  static final SettingKey<Integer> THROTTLE_MESSAGES_PER_RECIPIENT =
      key(
          "throttle.messages-per-recipient",
          count(0, MANY),
          "20",
          "Messages for each purpose (sign-up, a forgotten password, an address to be verified) that"
              + " users of one pool have sent to one e-mail address or phone number within an hour."
              + " `0` switches it off.");
  static final SettingKey<Integer> THROTTLE_MESSAGES_PER_ADDRESS =
      key(
          "throttle.messages-per-address",
          count(0, MANY),
          "300",
          "Messages that calls from one network address (of IPv6 its /64) have sent by one node"
              + " within an hour, to whomever; those of administrators and of clients with a secret"
              + " do not count. `0` switches it off.");
  static final SettingKey<MessageDelivery> MESSAGES_DELIVERY =
      key(
          "messages.delivery",
          oneOf(MessageDelivery.class),
          "Where messages to users go: `inbox`: into the local inbox (`gatehouse inbox`); `deliver`:"
              + " to the users; `both`. Not set: in dev mode `inbox`, in strict mode `deliver`.");
  static final SettingKey<Duration> MESSAGES_KEEP =
      key(
          "messages.keep",
          SettingType.DURATION,
          "7d",
          "How long the inbox keeps a message, and how long is shown what became of one that was"
              + " sent or given up.");
  static final SettingKey<String> SMTP_HOST =
      key(
          "smtp.host",
          SettingType.HOST,
          "The mail server that brings e-mails further. Not set: e-mails cannot be delivered.");
  static final SettingKey<Integer> SMTP_PORT =
      key(
          "smtp.port",
          count(1, 65_535),
          "Its port. Not set: 587, with `smtp.security` `tls` 465, with `none` 25.");
  static final SettingKey<SmtpSecurity> SMTP_SECURITY =
      key(
          "smtp.security",
          oneOf(SmtpSecurity.class),
          "starttls",
          "`starttls`: the connection becomes TLS before anything is said, or ends. `tls`: it is TLS"
              + " from its first byte. `none`: everything crosses the network in clear.");
  static final SettingKey<Path> SMTP_AUTHORITY_FILE =
      key(
          "smtp.authority.file",
          SettingType.FILE,
          "Certificates, in PEM, of whom to believe who the mail server is. Not set: those that the"
              + " Java platform trusts.");
  static final SettingKey<String> SMTP_USER =
      key("smtp.user", SettingType.LINE, "Who signs in to the mail server. Not set: nobody does.");
  static final SettingKey<Path> SMTP_PASSWORD_FILE =
      key(
          "smtp.password.file",
          SettingType.FILE,
          "File with his password, not readable by everybody. Read again for each e-mail.");
  static final SettingKey<String> SMTP_FROM =
      key(
          "smtp.from",
          SettingType.EMAIL,
          "The address that e-mails are from. A pool may name another one (`EmailConfiguration.From`)"
              + " of the same domain.");
  static final SettingKey<List<String>> SMTP_FROM_DOMAINS =
      key(
          "smtp.from-domains",
          SettingType.DOMAINS,
          "",
          "Further domains of which pools may name senders.");
  static final SettingKey<Duration> SMTP_TIMEOUT =
      key(
          "smtp.timeout",
          SettingType.DURATION,
          "10s",
          "How long the mail server may take to accept a connection, and for each answer.");
  static final SettingKey<URI> SMS_WEBHOOK_URL =
      key(
          "sms.webhook.url",
          SettingType.ADDRESS,
          "Where SMS are posted, to a program that sends them. Not set: SMS cannot be delivered.");
  static final SettingKey<Path> SMS_WEBHOOK_SECRET_FILE =
      key(
          "sms.webhook.secret.file",
          SettingType.FILE,
          "File with the secret that signs them, not readable by everybody. Read again for each"
              + " SMS.");
  static final SettingKey<Duration> SMS_WEBHOOK_TIMEOUT =
      key("sms.webhook.timeout", SettingType.DURATION, "10s", "How long that program may take.");
  static final SettingKey<Duration> CONSOLE_IDLE =
      key(
          "console.idle",
          SettingType.DURATION,
          "30m",
          "After how long without any use a session of the console ends.");
  static final SettingKey<Duration> CONSOLE_SESSION_MAX =
      key(
          "console.session-max",
          SettingType.DURATION,
          "12h",
          "After how long a session of the console ends, however much it is used.");
  static final SettingKey<Duration> CONSOLE_STEP_UP =
      key(
          "console.step-up",
          SettingType.DURATION,
          "How old a sign-in to the console may be for what matters most: access keys,"
              + " administrators, signing keys, client secrets, deleting a pool; after that the"
              + " console asks for the password again. `0` never asks. Not set: `10m` where the"
              + " console's listener binds other than loopback addresses or there are"
              + " `http.trusted-proxies`, else `0`. Whoever came by the link of a dev server has no"
              + " password, and cannot do these things then.");
  static final SettingKey<LogFormat> LOG_FORMAT =
      key(
          "log.format",
          oneOf(LogFormat.class),
          "auto",
          "Log lines on standard error: `json`, `text`, or `auto`: text on a terminal, else"
              + " JSON.");
  static final SettingKey<LogLevel> LOG_LEVEL =
      key("log.level", oneOf(LogLevel.class), "info", "The least important lines that are logged.");
  static final SettingKey<Boolean> LOG_ACCESS =
      key(
          "log.access",
          SettingType.BOOLEAN,
          "false",
          "One line for each request: method, path without query, status, time. Costs CPU on"
              + " every request.");
  static final SettingKey<Integer> REQUEST_LOG_ENTRIES =
      key(
          "request-log.entries",
          count(0, 10_000),
          "1000",
          "The last requests of each pool, and of none, that a node keeps in memory for"
              + " ListRequests; of all pools together ten times as many. `0` switches it off.");
  static final SettingKey<Duration> AUDIT_RETENTION =
      key(
          "audit.retention",
          SettingType.DURATION,
          "90d",
          "How long the events of the audit log are kept. `0` keeps them for ever.");
  static final SettingKey<Integer> METRICS_CLIENTS_MAX =
      key(
          "metrics.clients-max",
          count(0, 10_000),
          "1000",
          "Clients whose tokens are counted apart in `/metrics`; the tokens of all others are"
              + " counted together. `0`: all together.");
  static final SettingKey<Boolean> METRICS_HISTORY =
      key(
          "metrics.history",
          SettingType.BOOLEAN,
          "true",
          "Whether tokens, sign-ins, errors and latencies are kept for seven days in the database,"
              + " for the console's charts.");
  static final SettingKey<URI> OTEL_ENDPOINT =
      key(
          "otel.endpoint",
          SettingType.BASE_URL,
          "Where metrics are sent by OTLP over HTTP, for instance"
              + " `http://localhost:4318/v1/metrics`. Not set: nowhere.");
  static final SettingKey<Duration> OTEL_INTERVAL =
      key("otel.interval", SettingType.DURATION, "1m", "How often they are sent.");
  static final SettingKey<Boolean> DEV =
      key(
          "dev",
          SettingType.BOOLEAN,
          "false",
          "Dev mode (`--dev`): test conveniences, unsafe anywhere but on one's own machine. Marks"
              + " the data folder.");
  static final SettingKey<Boolean> DEV_ALLOW_REMOTE =
      key(
          "dev-allow-remote",
          SettingType.BOOLEAN,
          "false",
          "Lets dev mode listen on other than loopback addresses.");

  /// Every setting, in the order of the table.
  public static List<SettingKey<?>> all() {
    return Collections.unmodifiableList(REGISTRY);
  }

  /// The name in the environment: `GATEHOUSE_HTTP_PORT` for `http.port`.
  public String environmentName() {
    return "GATEHOUSE_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static <T> SettingKey<T> key(
      String name, SettingType<T> type, String fallback, String description) {
    return register(new SettingKey<>(name, type, Optional.of(fallback), description));
  }

  private static <T> SettingKey<T> key(String name, SettingType<T> type, String description) {
    return register(new SettingKey<>(name, type, Optional.empty(), description));
  }

  private static <T> SettingKey<T> register(SettingKey<T> key) {
    REGISTRY.add(key);
    return key;
  }
}
