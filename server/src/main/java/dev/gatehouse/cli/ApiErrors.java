package dev.gatehouse.cli;

/// Turns an error of the API into the failure of a command.
final class ApiErrors {
  private ApiErrors() {}

  /// @param type the error's name on the wire, for instance `ResourceNotFoundException`
  static CommandFailure toFailure(String type, String message) {
    var name = type.substring(type.lastIndexOf('#') + 1);
    return new CommandFailure(exitCode(name), message.isEmpty() ? name : name + ": " + message);
  }

  private static int exitCode(String type) {
    return switch (type) {
      case "ResourceNotFoundException" -> ExitCode.NOT_FOUND;
      case "AccessDeniedException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "IncompleteSignatureException",
          "ExpiredTokenException",
          "NotAuthorizedException" ->
          ExitCode.REFUSED;
      default -> ExitCode.FAILED;
    };
  }
}
