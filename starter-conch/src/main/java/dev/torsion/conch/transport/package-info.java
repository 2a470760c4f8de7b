/**
 * MINA on the application's event loops.
 * <p>
 * {@link dev.torsion.conch.transport.SshTransport} is what servers and clients of MINA's
 * run on; {@link dev.torsion.conch.transport.SshChannels} gives a server the connections
 * of a listener. A loop only moves bytes and keeps time: what is in {@code flow} lies
 * between it and the threads of the pool for what blocks, where all that MINA does
 * happens.
 */
@NullMarked
package dev.torsion.conch.transport;

import org.jspecify.annotations.NullMarked;
