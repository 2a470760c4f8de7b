/**
 * The published test kit: hold a conversation with a {@link dev.torsion.net.Protocol}
 * without sockets, threads or waiting.
 */
@NullMarked
package dev.torsion.net.test;

import org.jspecify.annotations.NullMarked;
