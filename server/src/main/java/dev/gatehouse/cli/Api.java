package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue.JsonObject;

/// Operations of a server, running or not.
interface Api extends AutoCloseable {
  /// Which API an operation belongs to.
  enum Service {
    COGNITO("AWSCognitoIdentityProviderService", "cognito-idp"),
    GATEHOUSE("GatehouseService", "gatehouse");

    private final String target;
    private final String signingName;

    Service(String target, String signingName) {
      this.target = target;
      this.signingName = signingName;
    }

    String target(String operation) {
      return target + "." + operation;
    }

    String signingName() {
      return signingName;
    }
  }

  /// Runs one operation in `region`.
  ///
  /// @throws CommandFailure with the exit code that fits the error
  JsonObject call(Service service, String operation, String region, JsonObject request);

  /// The Region to use where nothing names one.
  String defaultRegion();

  @Override
  void close();
}
