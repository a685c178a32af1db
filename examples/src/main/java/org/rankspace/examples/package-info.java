/**
 * Programs in Java that a user would copy. Each has a {@code main} and needs the runtime jar only.
 */
package org.rankspace.examples;
