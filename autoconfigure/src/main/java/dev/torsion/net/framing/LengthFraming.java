package dev.torsion.net.framing;

import java.util.function.Function;

import dev.torsion.net.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;

/**
 * Frames that begin with their length, as an unsigned number of 1, 2 or 4 bytes in
 * network order: DNS over TCP (RFC 1035 section 4.2.2), RSocket, AMP. One frame a call of
 * {@link #received}, without copying where it arrived in one slice.
 */
public final class LengthFraming {

	private final int prefix;

	private final int maxLength;

	private final Function<ByteBuf, Mono<Void>> frame;

	private final Partial partial = new Partial();

	/**
	 * Creates the framing of one conversation.
	 * @param prefix how many bytes the length has: 1, 2 or 4
	 * @param maxLength the longest frame in bytes, its prefix not counted; a peer that
	 * announces more fails with a {@link ProtocolException} before anything is allocated
	 * @param frame takes each frame, which is valid until its step completes
	 */
	public LengthFraming(int prefix, int maxLength, Function<ByteBuf, Mono<Void>> frame) {
		if (prefix != 1 && prefix != 2 && prefix != 4) {
			throw new IllegalArgumentException("'prefix' must be 1, 2 or 4");
		}
		if (maxLength < 0 || maxLength > Integer.MAX_VALUE - prefix) {
			throw new IllegalArgumentException("'maxLength' and the prefix must fit a buffer");
		}
		this.prefix = prefix;
		this.maxLength = maxLength;
		this.frame = frame;
	}

	/**
	 * Takes a slice, as {@link dev.torsion.net.Protocol#received} does.
	 * @param bytes the slice; one frame of it is consumed
	 * @return completes when the frame has been processed
	 * @throws ProtocolException if the frame is too long
	 */
	public Mono<Void> received(ByteBuf bytes) {
		if (this.partial.isEmpty() && bytes.readableBytes() >= this.prefix) {
			int length = checked(unsigned(bytes));
			if (bytes.readableBytes() >= this.prefix + length) {
				bytes.skipBytes(this.prefix);
				return this.frame.apply(bytes.readSlice(length));
			}
		}
		return continued(bytes);
	}

	/**
	 * Whether the beginning of a frame is there whose rest is not.
	 * @return whether it is so
	 */
	public boolean isPartial() {
		return !this.partial.isEmpty();
	}

	private Mono<Void> continued(ByteBuf bytes) {
		take(bytes, this.prefix - this.partial.size());
		if (this.partial.size() < this.prefix) {
			return Mono.empty();
		}
		int length = checked(this.partial.unsigned(this.prefix));
		take(bytes, this.prefix + length - this.partial.size());
		if (this.partial.size() < this.prefix + length) {
			return Mono.empty();
		}
		return this.frame.apply(this.partial.take().skipBytes(this.prefix));
	}

	private void take(ByteBuf bytes, int wanted) {
		int length = Math.min(wanted, bytes.readableBytes());
		if (length > 0) {
			this.partial.append(bytes, length);
		}
	}

	private long unsigned(ByteBuf bytes) {
		int index = bytes.readerIndex();
		if (this.prefix == 4) {
			return bytes.getUnsignedInt(index);
		}
		return (this.prefix == 2) ? bytes.getUnsignedShort(index) : bytes.getUnsignedByte(index);
	}

	private int checked(long length) {
		if (length > this.maxLength) {
			throw new ProtocolException("A frame of " + length + " bytes, more than " + this.maxLength);
		}
		return (int) length;
	}

	/**
	 * Puts the length before a frame, for writing.
	 * @param content the frame; owned by the result
	 * @return the frame with its prefix
	 * @throws IllegalArgumentException if the length does not fit the prefix
	 */
	public ByteBuf frame(ByteBuf content) {
		int length = content.readableBytes();
		if (this.prefix < 4 && length >>> (8 * this.prefix) != 0) {
			content.release();
			throw new IllegalArgumentException(length + " bytes do not fit a prefix of " + this.prefix);
		}
		ByteBuf header = ByteBufAllocator.DEFAULT.buffer(4).writeInt(length).skipBytes(4 - this.prefix);
		return Unpooled.wrappedBuffer(header, content);
	}

}
