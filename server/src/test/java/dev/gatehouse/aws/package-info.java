/// Tests of the AWS edge: the protocol and its signature, requests handed to the dispatcher itself.
@NullMarked
package dev.gatehouse.aws;

import org.jspecify.annotations.NullMarked;
