package dev.torsion.mail;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;

/**
 * A message that is arriving.
 */
public interface MailMessage {

	/**
	 * Its headers.
	 * @return the headers
	 */
	MailHeaders headers();

	/**
	 * The whole of it as it arrives, headers included, line ends CRLF: can be subscribed
	 * to once. Nothing more is read from the client than is asked for. Fails if the
	 * client is gone, or has sent too much, before the end.
	 * @return the bytes, in buffers of the heap
	 */
	Flux<DataBuffer> content();

	/**
	 * The whole of it in memory.
	 * @param limit how much is too much
	 * @return the bytes; fails with
	 * {@link org.springframework.core.io.buffer.DataBufferLimitException} if they are
	 * more
	 */
	default Mono<byte[]> bytes(DataSize limit) {
		return DataBufferUtils.join(content(), Math.toIntExact(limit.toBytes())).map((joined) -> {
			byte[] bytes = new byte[joined.readableByteCount()];
			joined.read(bytes);
			DataBufferUtils.release(joined);
			return bytes;
		});
	}

}
