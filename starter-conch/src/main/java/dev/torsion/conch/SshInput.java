package dev.torsion.conch;

import java.nio.ByteBuffer;

/**
 * Takes the input of a session as it arrives, see {@link SshSession#readTo}. Called on
 * the connection's scheduler.
 */
public interface SshInput {

	/**
	 * Takes bytes. As many as come this way have to be {@link SshSession#release
	 * released} sooner or later, or the peer stops sending.
	 * @param bytes the bytes, valid until this returns
	 */
	void received(ByteBuffer bytes);

	/**
	 * There will be no more.
	 */
	void ended();

}
