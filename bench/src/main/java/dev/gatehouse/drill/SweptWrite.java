package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.json.Json;
import java.io.IOException;

/// One write of each kind, and how its trace is counted: none before it, one after it, whatever is
/// in between is half of it.
enum SweptWrite {
  POOL("CreateUserPool", "{'PoolName':'@NAME'}", "ListUserPools", "{'MaxResults':60}", "'@NAME'"),
  CLIENT(
      "CreateUserPoolClient",
      "{'UserPoolId':'@POOL','ClientName':'@NAME','GenerateSecret':true}",
      "ListUserPoolClients",
      "{'UserPoolId':'@POOL','MaxResults':60}",
      "'@NAME'"),
  SECRET(
      "AddUserPoolClientSecret",
      "{'UserPoolId':'@POOL','ClientId':'@CLIENT'}",
      "ListUserPoolClientSecrets",
      "{'UserPoolId':'@POOL','ClientId':'@CLIENT'}",
      "'ClientSecretId'"),
  SCOPE(
      "CreateResourceServer",
      "{'UserPoolId':'@POOL','Identifier':'@NAME','Name':'n','Scopes':[{'ScopeName':'s','ScopeDescription':'d'}]}",
      "ListResourceServers",
      "{'UserPoolId':'@POOL','MaxResults':50}",
      "'@NAME'"),
  DOMAIN(
      "CreateUserPoolDomain",
      "{'UserPoolId':'@POOL','Domain':'@NAME'}",
      "DescribeUserPoolDomain",
      "{'Domain':'@NAME'}",
      "'UserPoolId'"),
  ROTATION(
      true,
      "RotateSigningKeys",
      "{'UserPoolId':'@POOL'}",
      "ListSigningKeys",
      "{'UserPoolId':'@POOL'}",
      "'Kid'"),
  TAG(
      "TagResource",
      "{'ResourceArn':'@ARN','Tags':{'@NAME':'v'}}",
      "ListTagsForResource",
      "{'ResourceArn':'@ARN'}",
      "'@NAME'"),
  ACCESS_KEY(true, "CreateAccessKey", "{'Description':'@NAME'}", "ListAccessKeys", "{}", "'@NAME'");

  private final boolean isExtension;
  private final String operation;
  private final String body;
  private final String list;
  private final String listBody;
  private final String trace;

  SweptWrite(String operation, String body, String list, String listBody, String trace) {
    this(false, operation, body, list, listBody, trace);
  }

  SweptWrite(
      boolean isExtension,
      String operation,
      String body,
      String list,
      String listBody,
      String trace) {
    this.isExtension = isExtension;
    this.operation = operation;
    this.body = body;
    this.list = list;
    this.listBody = listBody;
    this.trace = trace;
  }

  /// What the write is about.
  ///
  /// @param name distinct for each attempt
  record Subject(String name, String pool, String client) {
    private String in(String template) {
      return template
          .replace('\'', '"')
          .replace("@NAME", name)
          .replace("@POOL", pool)
          .replace("@CLIENT", client)
          .replace("@ARN", "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool);
    }
  }

  /// Makes room for it: a pool has one prefix domain, and that of its machines is there already.
  void prepare(Site site, Subject subject) throws IOException {
    if (this == DOMAIN) {
      var pool = "{\"UserPoolId\":\"%s\"".formatted(subject.pool);
      var described = site.exchange(false, "DescribeUserPool", pool + "}");
      Site.expect(200, "DescribeUserPool", described);
      var domain =
          Json.parseObject(described.body())
              .object("UserPool")
              .flatMap(found -> found.string("Domain"))
              .orElseThrow();
      var deletion =
          site.exchange(
              false, "DeleteUserPoolDomain", pool + ",\"Domain\":\"%s\"}".formatted(domain));
      Site.expect(200, "DeleteUserPoolDomain", deletion);
    }
  }

  /// Asks for it.
  ///
  /// @throws IOException when the server dies meanwhile
  Connection.Answer run(Site site, Subject subject) throws IOException {
    return site.exchange(isExtension, operation, subject.in(body));
  }

  /// How many traces of it there are.
  int count(Site site, Subject subject) throws IOException {
    var answer = site.exchange(isExtension, list, subject.in(listBody));
    Site.expect(200, list, answer);
    return answer.text().split(subject.in(trace), -1).length - 1;
  }
}
