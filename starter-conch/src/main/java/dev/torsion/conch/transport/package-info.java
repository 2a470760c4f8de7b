/**
 * MINA on the application's event loops.
 * <p>
 * {@link dev.torsion.conch.transport.SshTransport} is what servers and clients of MINA's
 * run on; {@link dev.torsion.conch.transport.SshChannels} gives a server the connections
 * of a listener. A loop only moves bytes and keeps time: {@code SessionInput} and
 * {@code SessionOutput} lie between it and the {@code SerialScheduler} of the connection,
 * on threads of the pool for what blocks, where all that MINA does happens.
 */
@NullMarked
package dev.torsion.conch.transport;

import org.jspecify.annotations.NullMarked;
