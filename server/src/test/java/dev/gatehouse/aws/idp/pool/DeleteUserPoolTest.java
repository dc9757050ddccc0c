package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.Region;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.SigningKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeleteUserPoolTest {
  @RegisterExtension final PoolApi api = PoolApi.strict();

  @Test
  void up_34_deletes_the_pool_and_its_keys() {
    var id = api.create("");

    assertThat(api.call("DeleteUserPool", "{'UserPoolId':'%s'}", id)).isEmpty();

    assertThat(api.refusal("DescribeUserPool", "{'UserPoolId':'%s'}", id))
        .isEqualTo("ResourceNotFoundException: User pool " + id + " does not exist.");
    assertThat(api.refusal("DeleteUserPool", "{'UserPoolId':'%s'}", id))
        .isEqualTo("ResourceNotFoundException: User pool " + id + " does not exist.");
    List<SigningKeys.Row> keys = api.store().read(tx -> tx.signingKeys().list(new UserPoolId(id)));
    assertThat(keys).isEmpty();
  }

  @Test
  void up_32_refuses_a_pool_with_a_domain() {
    var id = api.create("");
    api.giveDomain(id, "lobster");

    assertThat(api.refusal("DeleteUserPool", "{'UserPoolId':'%s'}", id))
        .isEqualTo(
            "InvalidParameterException: User pool cannot be deleted. It has a domain configured"
                + " that should be deleted first.");

    api.store()
        .write(tx -> {
          tx.domains()
              .delete(new UserPoolId(id), new DomainName("lobster", new Region("us-east-1")));
          return 0;
        });
    assertThat(api.call("DeleteUserPool", "{'UserPoolId':'%s'}", id)).isEmpty();
  }

  @Test
  void up_33_refuses_a_protected_pool() {
    var id = api.create(",'DeletionProtection':'ACTIVE'");

    assertThat(api.refusal("DeleteUserPool", "{'UserPoolId':'%s'}", id))
        .isEqualTo(
            "InvalidParameterException: The user pool cannot be deleted because deletion protection"
                + " is activated. Deletion protection must be inactivated first.");

    api.call("UpdateUserPool", "{'UserPoolId':'%s','DeletionProtection':'INACTIVE'}", id);
    assertThat(api.call("DeleteUserPool", "{'UserPoolId':'%s'}", id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DescribeUserPool     | 'UserPoolId':'%s'
          UpdateUserPool       | 'UserPoolId':'%s'
          DeleteUserPool       | 'UserPoolId':'%s'
          AddCustomAttributes  | 'UserPoolId':'%s','CustomAttributes':[{'Name':'a','AttributeDataType':'String'}]
          GetUserPoolMfaConfig | 'UserPoolId':'%s'
          SetUserPoolMfaConfig | 'UserPoolId':'%s','MfaConfiguration':'OFF'
          TagResource          | 'ResourceArn':'arn:aws:cognito-idp:us-east-1:000000000000:userpool/%s','Tags':{'a':'b'}
          UntagResource        | 'ResourceArn':'arn:aws:cognito-idp:us-east-1:000000000000:userpool/%s','TagKeys':['a']
          ListTagsForResource  | 'ResourceArn':'arn:aws:cognito-idp:us-east-1:000000000000:userpool/%s'
          """)
  void gen_07_knows_no_pool_that_is_not_in_the_callers_region(String operation, String members) {
    var elsewhere = api.in("eu-west-1").create("");
    api.in("us-east-1");

    for (var id : List.of("us-east-1_nopool123", elsewhere, "no-region_1", "a_b")) {
      assertThat(api.refusal(operation, "{" + members + "}", id))
          .isEqualTo("ResourceNotFoundException: User pool " + id + " does not exist.");
    }
    assertThat(api.in("eu-west-1").described(elsewhere, "Name")).isEqualTo("\"p\"");
  }
}
