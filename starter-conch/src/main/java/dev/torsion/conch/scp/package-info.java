/**
 * The server of SCP, the protocol of rcp over an SSH session: {@code scp -O}, and all
 * clients before OpenSSH 9. It has no RFC; OpenSSH's scp.c is followed.
 * {@link dev.torsion.conch.scp.ScpSink} takes files,
 * {@link dev.torsion.conch.scp.ScpSource} sends them: neither knows a session or a
 * thread.
 */
@NullMarked
package dev.torsion.conch.scp;

import org.jspecify.annotations.NullMarked;
