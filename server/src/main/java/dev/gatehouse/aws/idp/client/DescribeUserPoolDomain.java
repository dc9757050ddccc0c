package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.store.Domains;
import dev.gatehouse.store.Store;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolDomainResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;

/// `DescribeUserPoolDomain`: an empty description where the caller's Region has no such domain,
/// which is how tools ask whether a name is free (DO-21).
///
/// Source: API reference: DescribeUserPoolDomain; behaviour reference DO-20, DO-21.
final class DescribeUserPoolDomain
    implements Operation<DescribeUserPoolDomainRequest, DescribeUserPoolDomainResponse> {
  private final Store store;

  DescribeUserPoolDomain(Store store) {
    this.store = store;
  }

  @Override
  public DescribeUserPoolDomainResponse run(DescribeUserPoolDomainRequest request, Caller caller) {
    var name = new DomainName(request.domain(), caller.region());
    Optional<Domains.Row> found = store.read(tx -> tx.domains().find(name));
    var description =
        found
            .filter(row -> row.poolId().region().equals(caller.region()))
            .map(row -> new StoredDomain(row).describe(caller.accountId()))
            .orElseGet(() -> DomainDescriptionType.builder().build());
    return DescribeUserPoolDomainResponse.builder().domainDescription(description).build();
  }
}
