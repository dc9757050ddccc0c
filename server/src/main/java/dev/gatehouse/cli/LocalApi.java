package dev.gatehouse.cli;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.RefusalErrors;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.Region;
import dev.gatehouse.server.StoppedInstallation;

/// The extension API on the folder of a stopped server.
final class LocalApi implements Api {
  private static final String REGION = "us-east-1";

  private final StoppedInstallation installation;

  LocalApi(StoppedInstallation installation) {
    this.installation = installation;
  }

  @Override
  public JsonObject call(Service service, String operation, String region, JsonObject request) {
    if (service != Service.GATEHOUSE) {
      throw new CommandFailure(ExitCode.NO_SERVER, operation + " needs a running server");
    }
    var where =
        Region.parse(region)
            .orElseThrow(
                () -> new CommandFailure(ExitCode.NOT_FOUND, "there is no Region " + region));
    try {
      return installation.run(operation, where, request);
    } catch (ApiException refused) {
      throw failure(refused);
    } catch (RefusedException refused) {
      throw failure(RefusalErrors.of(refused.refusal()));
    }
  }

  private static CommandFailure failure(ApiException refused) {
    return ApiErrors.toFailure(refused.error().type(), refused.text());
  }

  @Override
  public String defaultRegion() {
    return REGION;
  }

  @Override
  public void close() {
    installation.close();
  }
}
