package dev.torsion.conch.transport.forward;

import java.io.IOException;

import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * The end of a tunnel that is a channel of SSH. Called on the connection's scheduler.
 */
interface TunnelEnd {

	/** Writes one buffer; the next only when the future is done. */
	IoWriteFuture write(Buffer bytes) throws IOException;

	/** SSH_MSG_CHANNEL_EOF: nothing more will be written. */
	void endOutput() throws IOException;

	/** Lets the peer send as much again. */
	void release(int bytes) throws IOException;

	CloseFuture close(boolean immediately);

}
