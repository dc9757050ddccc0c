package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Every operation that the SDK has, found on its client, under its name on the wire.
final class SdkOperations {
  private SdkOperations() {}

  /// An operation of the SDK.
  ///
  /// @param name as in `X-Amz-Target`
  /// @param method of the client
  record SdkOperation(
      String name,
      Method method,
      Class<? extends CognitoIdentityProviderRequest> request,
      Class<? extends SdkPojo> response) {
    SdkBuilder<?, ? extends SdkPojo> newRequest() {
      return builder(request);
    }

    SdkBuilder<?, ? extends SdkPojo> newResponse() {
      return builder(response);
    }

    /// Binds it to an operation that answers `answer`.
    OperationBinding answering(SdkPojo answer) {
      return noting(new ArrayList<>(), answer);
    }

    /// Binds it to an operation that adds each request to `received` and answers `answer`.
    @SuppressWarnings("unchecked")
    OperationBinding noting(List<SdkPojo> received, SdkPojo answer) {
      return OperationBinding.of(
          name,
          () -> (SdkBuilder<?, SdkPojo>) newRequest(),
          (SdkPojo request, Caller caller) -> {
            received.add(request);
            return answer;
          });
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<SdkOperation> all() {
    var names = new HashMap<String, String>();
    ApiModel.shared()
        .names(ApiService.USER_POOLS)
        .forEach(name -> names.put(name.toLowerCase(Locale.ROOT), name));
    var operations = new ArrayList<SdkOperation>();
    for (var method : CognitoIdentityProviderClient.class.getMethods()) {
      if (isOperation(method)) {
        operations.add(operation(method, names));
      }
    }
    operations.sort(Comparator.comparing(SdkOperation::name));
    assertThat(operations).hasSizeGreaterThanOrEqualTo(130);
    return operations;
  }

  private static boolean isOperation(Method method) {
    var parameters = method.getParameterTypes();
    return parameters.length == 1
        && CognitoIdentityProviderRequest.class.isAssignableFrom(parameters[0])
        && SdkPojo.class.isAssignableFrom(method.getReturnType());
  }

  private static SdkOperation operation(Method method, Map<String, String> names) {
    var name = names.get(method.getName().toLowerCase(Locale.ROOT));
    assertThat(name).as("the table has %s", method.getName()).isNotNull();
    return new SdkOperation(
        String.valueOf(name),
        method,
        method.getParameterTypes()[0].asSubclass(CognitoIdentityProviderRequest.class),
        method.getReturnType().asSubclass(SdkPojo.class));
  }

  @SuppressWarnings("unchecked")
  private static SdkBuilder<?, ? extends SdkPojo> builder(Class<?> type) {
    try {
      return (SdkBuilder<?, ? extends SdkPojo>) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException noBuilder) {
      throw new IllegalStateException(noBuilder);
    }
  }
}
