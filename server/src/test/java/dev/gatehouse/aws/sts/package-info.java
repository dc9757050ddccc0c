/// Tests of STS at the address of the AWS API.
@NullMarked
package dev.gatehouse.aws.sts;

import org.jspecify.annotations.NullMarked;
