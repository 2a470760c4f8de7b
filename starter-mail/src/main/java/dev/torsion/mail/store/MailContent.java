package dev.torsion.mail.store;

import java.nio.ByteBuffer;

import reactor.core.publisher.Flux;

/**
 * The bytes of a stored message, line ends CRLF. Does not change, and can be read any
 * number of times while the message is there.
 */
public interface MailContent {

	/**
	 * How many bytes there are.
	 * @return the size in bytes
	 */
	long size();

	/**
	 * Reads a part. The next run is read when the last has been taken; a run is the
	 * taker's, and may be used after that.
	 * @param from the first byte
	 * @param length how many bytes at most, {@link Long#MAX_VALUE} for all
	 * @return the bytes, in runs of bounded length. Fails with {@link MailStoreException}
	 * of {@link MailStoreException.Reason#GONE} if somebody has removed the message
	 */
	Flux<ByteBuffer> read(long from, long length);

}
