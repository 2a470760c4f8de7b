package dev.torsion.conch.scp;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * One side of a transfer: bytes in, bytes out, files. Every method may block on the disk;
 * one is called at a time.
 */
interface ScpSide {

	/**
	 * Takes what the peer has sent, all of it.
	 * @param bytes the bytes
	 * @throws IOException if the file system fails in a way the peer cannot be told of
	 */
	void received(ByteBuffer bytes) throws IOException;

	/**
	 * What is to be sent next, to be asked for again when that was.
	 * @return the bytes, valid until the next call; {@code null} if nothing is until the
	 * peer sends something, or at all
	 * @throws IOException if the file system fails in a way the peer cannot be told of
	 */
	@Nullable ByteBuffer next() throws IOException;

	/**
	 * Whether nothing is left to be done once {@link #next} has nothing.
	 * @return whether the transfer is over
	 */
	boolean isDone();

	/**
	 * How it went.
	 * @return 0 if nothing has failed, else 1
	 */
	int status();

	/**
	 * Closes what is open. Called once.
	 */
	void close();

}
