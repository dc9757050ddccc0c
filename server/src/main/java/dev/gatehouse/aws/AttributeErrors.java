package dev.gatehouse.aws;

import dev.gatehouse.pool.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/// What the domain refuses of users' attributes in the words of the AWS API.
final class AttributeErrors {
  private AttributeErrors() {}

  static ApiException of(Refusal.OfAttribute refusal) {
    return switch (refusal) {
      case Refusal.InvalidEmail _ -> new ApiException(UserError.INVALID_EMAIL);
      case Refusal.InvalidPhoneNumber _ -> new ApiException(UserError.INVALID_PHONE_NUMBER);
      case Refusal.AttributeTooShort(var name, var min) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_TOO_SHORT, name, min);
      case Refusal.AttributeTooLong(var name, var max) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_TOO_LONG, name, max);
      case Refusal.AttributeNotANumber(var name) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_NOT_A_NUMBER, name);
      case Refusal.MissingAttributeValue(var name) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_MISSING, name);
      case Refusal.NonMutableAttribute(var name) ->
          new ApiException(UserError.ATTRIBUTE_NOT_MUTABLE, name);
      case Refusal.ImmutableAttribute(var name) ->
          new ApiException(UserError.ATTRIBUTE_IMMUTABLE, name);
      case Refusal.UnknownAttribute(var name) ->
          new ApiException(UserError.ATTRIBUTE_UNKNOWN, name);
      case Refusal.SignInAttribute(var name) ->
          new ApiException(UserError.ATTRIBUTE_OF_SIGN_IN, name);
      case Refusal.AttributeNotABoolean(var name) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_NOT_A_BOOLEAN, name);
      case Refusal.AttributeNotADate(var name) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_NOT_A_DATE, name);
      case Refusal.AttributeTooSmall(var name, var min) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_TOO_SMALL, name, min.toPlainString());
      case Refusal.AttributeTooLarge(var name, var max) ->
          new ApiException(UserError.ATTRIBUTE_VALUE_TOO_LARGE, name, max.toPlainString());
      case Refusal.FlagWithoutAddress(var address, var flag) ->
          new ApiException(UserError.FLAG_WITHOUT_ADDRESS, flag, address);
      case Refusal.NonConformingAttributes(var missing, var unknown) ->
          new ApiException(
              UserError.NON_CONFORMING_ATTRIBUTES,
              lines(UserError.REQUIRED, missing) + lines(UserError.UNKNOWN, unknown));
      case Refusal.UnwritableAttribute _ -> new ApiException(UserError.UNWRITABLE_ATTRIBUTE);
    };
  }

  private static String lines(String template, List<String> names) {
    return names.stream().map(name -> template.replace("%s", name)).collect(Collectors.joining());
  }
}
