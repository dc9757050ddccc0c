/// STS at the address of the AWS API: the query protocol (a form in, XML out), as far as tools ask
/// for it before they start. Route: form bodies of `POST /`.
@NullMarked
package dev.gatehouse.aws.sts;

import org.jspecify.annotations.NullMarked;
