package dev.gatehouse.authn;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.delivery.Ways;
import dev.gatehouse.env.Env;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.PassingStore;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RefreshTokens;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.users.AttributeCodes;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.SendLimits;
import dev.gatehouse.users.SignInNames;
import dev.gatehouse.users.Source;
import dev.gatehouse.users.UserLimits;
import dev.gatehouse.users.WrongGuesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The machine over a store without an edge: users in states that no operation leads to, and what
/// it asks of the store. Every write runs twice.
final class Machine implements AutoCloseable {
  static final UserPoolId POOL = new UserPoolId("us-east-1_a1B2c3D4e");

  /// A client that hides who there is, and one that tells.
  static final ClientId HIDING = new ClientId("hiding");

  static final ClientId TELLING = new ClientId("telling");

  static final String PASSWORD = "Correct-Horse-1";
  static final Argon2Cost CHEAP = new Argon2Cost(8, 1, 1);

  private static final Rsa RSA = new Rsa();
  private static final SpareKeys SPARES = new SpareKeys(RSA);
  private static final String FLOWS =
      "\"ExplicitAuthFlows\":[\"ALLOW_USER_PASSWORD_AUTH\",\"ALLOW_USER_SRP_AUTH\"]";

  private static final SignInNames NAMES = new SignInNames(true, Set.of(), Set.of());

  final ManualClock clock = ManualClock.atStart();
  final Counted store;
  final Env env;
  private final Catalog catalog;
  final CountedOpenings sealer;
  private final PoolKeys poolKeys;
  private int users;

  Machine(Path folder) {
    store = new Counted(new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock)));
    var random = new SeededRandom(3);
    env = new Env(clock, random);
    sealer = new CountedOpenings(new AesGcmSealer(MasterKey.mint(random), random));
    poolKeys = new PoolKeys(store, env, sealer, RSA, SPARES);
    catalog = new Catalog(store, sealer, poolKeys);
    var now = env.now();
    var keys = poolKeys.mint(POOL, now);
    store.write(tx -> {
      tx.userPools().insert(new UserPools.Row(POOL, "p", "{}", 1, now, now));
      keys.forEach(tx.signingKeys()::insert);
      tx.appClients().insert(client(HIDING, ",\"PreventUserExistenceErrors\":\"ENABLED\""));
      tx.appClients().insert(client(TELLING, ""));
      return POOL;
    });
  }

  private AppClients.Row client(ClientId id, String more) {
    var now = env.now();
    return new AppClients.Row(
        POOL, id, "c", "{" + FLOWS + more + "}", Optional.empty(), 1, now, now);
  }

  /// Passwords at that cost.
  Passwords passwords(Argon2Cost cost) {
    var permits = new HashingPermits(2, Duration.ofMinutes(1));
    return new Passwords(new PasswordHasher(cost, permits, env.random()), sealer, env);
  }

  /// The machine itself, whose passwords cost that.
  SignIns signIns(Argon2Cost cost) {
    var issuer = Issuer.aws();
    var tokens = new TokenIssuer(env);
    return new SignIns(
        new SignIns.Parts(
            store,
            catalog,
            sealer,
            env,
            new RuleBook(),
            passwords(cost),
            new AttributeCodes(new Postbox(env, sealer, Ways.INBOX), sealer, env),
            new UserLimits(
                new SendLimits(0, 0, sealer, clock),
                new WrongGuesses(0, Duration.ofMinutes(1), clock)),
            new RefreshTokens(store, sealer, env, tokens, issuer),
            tokens,
            issuer));
  }

  /// A user in that state, with [#PASSWORD] at [#CHEAP].
  Users.Row user(String name, UserStatus status, boolean enabled) {
    var row = row(name, status).withEnabled(enabled);
    var password = passwords(CHEAP).make(Passwords.Owner.of(NAMES, row), PASSWORD, false);
    store.write(tx -> {
      tx.users().insert(row, password, names(name));
      return row;
    });
    return row;
  }

  /// A user in that state without a password.
  Users.Row withoutPassword(String name, UserStatus status) {
    var row = row(name, status);
    store.write(tx -> {
      tx.users().insert(row, names(name));
      return row;
    });
    return row;
  }

  private Users.Row row(String name, UserStatus status) {
    users++;
    var sub = new UserSub("%08x-e0e1-70ae-d2ee-991ad1a898c8".formatted(users));
    return Users.Row.create(POOL, sub, new Username(name), status, Map.of(), env.now());
  }

  private static Set<LoginName> names(String name) {
    return Set.of(new LoginName(LoginKind.USERNAME, name));
  }

  Users.Credentials credentials(Users.Row user) {
    return store
        .<Optional<Users.Credentials>>read(tx -> tx.users().findCredentials(POOL, user.sub()))
        .orElseThrow();
  }

  /// Signs in with a password.
  Outcome password(SignIns signIns, ClientId client, String name, String password) {
    return signIns.start(
        new SignIns.Start(
            catalog.client(client).orElseThrow(),
            false,
            AuthFlow.USER_PASSWORD_AUTH,
            new Parameters(Map.of("USERNAME", name, "PASSWORD", password)),
            Source.of("192.0.2.1")));
  }

  /// Asks for the first half of SRP.
  Outcome srp(SignIns signIns, ClientId client, String name) {
    return signIns.start(
        new SignIns.Start(
            catalog.client(client).orElseThrow(),
            false,
            AuthFlow.USER_SRP_AUTH,
            new Parameters(Map.of("USERNAME", name, "SRP_A", "2")),
            Source.of("192.0.2.1")));
  }

  /// The refusal of that.
  Refusal refusal(SignIns signIns, ClientId client, String name, String password) {
    try {
      throw new AssertionError("not refused: " + password(signIns, client, name, password));
    } catch (RefusedException refused) {
      return refused.refusal();
    }
  }

  @Override
  public void close() {
    store.close();
  }

  /// A sealer that counts what it opens.
  static final class CountedOpenings implements Sealer {
    private final Sealer sealer;
    private final List<String> opened = new ArrayList<>();

    private CountedOpenings(Sealer sealer) {
      this.sealer = sealer;
    }

    /// How many bytes each had that was opened since the last time.
    List<String> taken() {
      var all = List.copyOf(opened);
      opened.clear();
      return all;
    }

    @Override
    public byte[] seal(byte[] secret, String context) {
      return sealer.seal(secret, context);
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
      opened.add(sealed.length + " bytes");
      return sealer.open(sealed, context);
    }

    @Override
    public byte[] deriveKey(String purpose) {
      return sealer.deriveKey(purpose);
    }
  }

  /// A store that counts its transactions.
  static final class Counted extends PassingStore {
    private int reads;
    private int writes;

    private Counted(Store store) {
      super(store);
    }

    /// Reads and writes since the last time.
    List<Integer> taken() {
      var counts = List.of(reads, writes);
      reads = 0;
      writes = 0;
      return counts;
    }

    @Override
    public <T> T read(Function<ReadTx, T> work) {
      reads++;
      return super.read(work);
    }

    @Override
    public <T> T write(Function<WriteTx, T> work) {
      writes++;
      return super.write(work);
    }
  }
}
