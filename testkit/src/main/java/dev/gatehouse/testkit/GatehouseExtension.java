package dev.gatehouse.testkit;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderAsyncClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/// Starts an [InProcessGatehouse] for tests and stops it after them. How long one lives is where
/// JUnit meets the extension first:
///
/// - in a static field with `@RegisterExtension`, or named by `@ExtendWith` on the class: one for
///   the test class, its nested classes included;
/// - in a field of the instance: a new one for each test.
///
/// Tests may take it, its [MovableClock] and its clients as parameters.
public final class GatehouseExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private static final Map<Class<?>, Function<InProcessGatehouse, Object>> PARAMETERS =
      Map.of(
          InProcessGatehouse.class,
          gatehouse -> gatehouse,
          MovableClock.class,
          InProcessGatehouse::clock,
          CognitoIdentityProviderClient.class,
          InProcessGatehouse::cognito,
          CognitoIdentityProviderAsyncClient.class,
          InProcessGatehouse::cognitoAsync);

  private final GatehouseOptions options;
  private @Nullable InProcessGatehouse running;

  /// The outermost test class that uses it; null when one test does.
  private @Nullable Class<?> owner;

  /// How many classes, nested in one another, use it now.
  private int users;

  /// For `@ExtendWith`.
  public GatehouseExtension() {
    this(GatehouseOptions.defaults());
  }

  private GatehouseExtension(GatehouseOptions options) {
    this.options = options;
  }

  /// One with [GatehouseOptions#defaults].
  public static GatehouseExtension create() {
    return new GatehouseExtension();
  }

  public static GatehouseExtension create(GatehouseOptions options) {
    return new GatehouseExtension(options);
  }

  /// What runs now.
  ///
  /// @throws IllegalStateException outside of the tests that it was started for
  public synchronized InProcessGatehouse running() {
    if (running == null) {
      throw new IllegalStateException(
          "no Gatehouse runs here: the extension must be a field with @RegisterExtension, and one"
              + " of the instance runs within tests alone");
    }
    return running;
  }

  /// The time of the server, of tokens and of signatures.
  public MovableClock clock() {
    return running().clock();
  }

  /// A client of the user-pool API with the administrator's key.
  public CognitoIdentityProviderClient cognito() {
    return running().cognito();
  }

  /// As [InProcessGatehouse#token].
  public MachineToken token(String clientId, String clientSecret, String... scopes) {
    return running().token(clientId, clientSecret, scopes);
  }

  /// As [InProcessGatehouse#keySet].
  public String keySet(String poolId) {
    return running().keySet(poolId);
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    var outermost = outermost(context);
    if (users > 0 && !outermost.equals(owner)) {
      throw new ExtensionConfigurationException(
          "%s and %s run at the same time with one GatehouseExtension in a field that they inherit; name it by @ExtendWith, or give each class a field of its own"
              .formatted(owner, outermost));
    }
    if (users++ == 0) {
      owner = outermost;
      running = InProcessGatehouse.start(options);
    }
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    if (outermost(context).equals(owner) && --users == 0) {
      owner = null;
      stop();
    }
  }

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    if (running == null) {
      running = InProcessGatehouse.start(options);
    }
  }

  @Override
  public synchronized void afterEach(ExtensionContext context) {
    if (users == 0) {
      stop();
    }
  }

  private void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  private static Class<?> outermost(ExtensionContext context) {
    var outer = context.getParent().filter(parent -> parent.getTestClass().isPresent());
    return outer.isPresent() ? outermost(outer.get()) : context.getRequiredTestClass();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARAMETERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var getter = PARAMETERS.get(parameter.getParameter().getType());
    try {
      return Objects.requireNonNull(getter).apply(running());
    } catch (IllegalStateException none) {
      throw new ParameterResolutionException(String.valueOf(none.getMessage()));
    }
  }
}
