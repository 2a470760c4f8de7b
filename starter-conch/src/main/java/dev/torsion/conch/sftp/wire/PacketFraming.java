package dev.torsion.conch.sftp.wire;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the packets in what arrives: section 3 of the draft.
 *
 * <pre>
 *  0                   1                   2                   3
 * +---------------+---------------+---------------+---------------+
 * |             length of the rest (of type and payload)          |
 * +---------------+---------------+---------------+---------------+
 * |     type      |  payload ...
 * +---------------+----
 * </pre>
 *
 * Each packet is gathered in a buffer of its length, which is outside the heap, so that
 * what it has for a file goes there without another copy.
 */
public final class PacketFraming {

	private static final int HEADER = 4;

	private final ByteBufAllocator buffers;

	private final int maxPacket;

	private int headerBytes;

	private int length;

	private @Nullable ByteBuf packet;

	/**
	 * Creates the framing.
	 * @param buffers where buffers come from
	 * @param maxPacket longest packet, in bytes, without its length
	 */
	public PacketFraming(ByteBufAllocator buffers, int maxPacket) {
		this.buffers = buffers;
		this.maxPacket = maxPacket;
	}

	/**
	 * Takes bytes, up to the end of a packet.
	 * @param bytes the bytes; what is not taken remains
	 * @return the packet, of type and payload, the caller's to be released; {@code null}
	 * if all was taken and it is not whole yet
	 * @throws WireException if a packet is empty, or too long; nothing can be read then
	 */
	public @Nullable ByteBuf next(ByteBuffer bytes) {
		ByteBuf gathered = this.packet;
		if (gathered == null) {
			if (!header(bytes)) {
				return null;
			}
			gathered = this.buffers.directBuffer(this.length, this.length);
			this.packet = gathered;
		}
		int taken = Math.min(bytes.remaining(), this.length - gathered.readableBytes());
		gathered.writeBytes(bytes.slice(bytes.position(), taken));
		bytes.position(bytes.position() + taken);
		if (gathered.readableBytes() < this.length) {
			return null;
		}
		this.packet = null;
		this.headerBytes = 0;
		this.length = 0;
		return gathered;
	}

	private boolean header(ByteBuffer bytes) {
		while (this.headerBytes < HEADER && bytes.hasRemaining()) {
			this.length = (this.length << 8) | (bytes.get() & 0xff);
			this.headerBytes++;
		}
		if (this.headerBytes < HEADER) {
			return false;
		}
		if (this.length <= 0 || this.length > this.maxPacket) {
			throw new WireException("A packet of " + Integer.toUnsignedString(this.length) + " bytes");
		}
		return true;
	}

	/**
	 * How much of a packet there is that is not whole.
	 * @return the number of bytes, those of its length included
	 */
	public int gathered() {
		return this.headerBytes + ((this.packet != null) ? this.packet.readableBytes() : 0);
	}

	/**
	 * Gives up the packet that is not whole.
	 */
	public void close() {
		if (this.packet != null) {
			this.packet.release();
			this.packet = null;
		}
	}

}
