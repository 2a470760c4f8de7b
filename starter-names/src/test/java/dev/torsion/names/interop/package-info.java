/**
 * Name servers of others, and their tools, for tests to talk to.
 */
@NullMarked
package dev.torsion.names.interop;

import org.jspecify.annotations.NullMarked;
