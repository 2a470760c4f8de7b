package dev.torsion.conch.sftp.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Reads the fields of one packet, RFC 4251 section 5, in their order. Nothing is read
 * beyond the packet, and nothing is allocated that it has not brought.
 */
public final class PacketReader {

	private final ByteBuf packet;

	/**
	 * Creates a reader.
	 * @param packet the packet, from where to read on; its reader index moves
	 */
	public PacketReader(ByteBuf packet) {
		this.packet = packet;
	}

	/**
	 * Reads a byte.
	 * @return 0 to 255
	 * @throws WireException if the packet has ended
	 */
	public int u8() {
		return need(1).readUnsignedByte();
	}

	/**
	 * Reads four bytes.
	 * @return the number, negative where it has 32 bits
	 * @throws WireException if the packet has ended
	 */
	public int u32() {
		return need(4).readInt();
	}

	/**
	 * Reads eight bytes.
	 * @return the number, negative where it has 64 bits
	 * @throws WireException if the packet has ended
	 */
	public long u64() {
		return need(8).readLong();
	}

	/**
	 * Reads a string of bytes.
	 * @return the bytes: a part of the packet, that lives no longer
	 * @throws WireException if the packet ends before it does
	 */
	public ByteBuf bytes() {
		int length = u32();
		if (length < 0 || length > this.packet.readableBytes()) {
			throw new WireException("A string is longer than its packet");
		}
		return this.packet.readSlice(length);
	}

	/**
	 * Reads a string of text.
	 * @return the text
	 * @throws WireException if the packet ends before it does, or if it is not UTF-8
	 */
	public String text() {
		ByteBuffer bytes = bytes().nioBuffer();
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
		}
		catch (CharacterCodingException ex) {
			throw new WireException("A text is not UTF-8");
		}
	}

	/**
	 * Whether there is more to read.
	 * @return whether there is
	 */
	public boolean hasMore() {
		return this.packet.isReadable();
	}

	private ByteBuf need(int bytes) {
		if (this.packet.readableBytes() < bytes) {
			throw new WireException("A packet is too short");
		}
		return this.packet;
	}

}
