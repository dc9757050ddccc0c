package dev.gatehouse.aws;

/// Whose signature a request carries.
///
/// @param name what stands for the user in an ARN: the key's description where it has the shape of
///   a user name, otherwise its id
public record Principal(Caller caller, String name, AccessPolicy policy) {
  /// For instance `arn:aws:iam::000000000000:user/AKIA…`.
  public String arn() {
    return "arn:aws:iam::" + caller.accountId() + ":user/" + name;
  }
}
