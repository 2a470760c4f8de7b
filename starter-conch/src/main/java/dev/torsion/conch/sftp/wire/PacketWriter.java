package dev.torsion.conch.sftp.wire;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Writes packets, RFC 4251 section 5, one behind the other.
 */
public final class PacketWriter {

	private final ByteBuf out;

	private final int start;

	/**
	 * Begins a packet.
	 * @param out where it goes, behind what is there
	 * @param type its type
	 */
	public PacketWriter(ByteBuf out, int type) {
		this(out);
		out.writeByte(type);
	}

	private PacketWriter(ByteBuf out) {
		this.out = out;
		this.start = out.writerIndex();
		out.writeInt(0);
	}

	/**
	 * Writes a byte.
	 * @param value the number, of which the lower eight bits count
	 * @return this
	 */
	public PacketWriter u8(int value) {
		this.out.writeByte(value);
		return this;
	}

	/**
	 * Writes four bytes.
	 * @param value the number
	 * @return this
	 */
	public PacketWriter u32(int value) {
		this.out.writeInt(value);
		return this;
	}

	/**
	 * Writes eight bytes.
	 * @param value the number
	 * @return this
	 */
	public PacketWriter u64(long value) {
		this.out.writeLong(value);
		return this;
	}

	/**
	 * Writes a string of text, in UTF-8.
	 * @param text the text
	 * @return this
	 */
	public PacketWriter text(String text) {
		int place = this.out.writerIndex();
		this.out.writeInt(0);
		this.out.setInt(place, this.out.writeCharSequence(text, StandardCharsets.UTF_8));
		return this;
	}

	/**
	 * Writes a string of bytes.
	 * @param bytes the bytes; left as they are
	 * @return this
	 */
	public PacketWriter bytes(ByteBuf bytes) {
		this.out.writeInt(bytes.readableBytes()).writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
		return this;
	}

	/**
	 * Begins a string that has a structure of its own.
	 * @return what writes it; to be ended before this goes on
	 */
	public PacketWriter nested() {
		return new PacketWriter(this.out);
	}

	/**
	 * Ends the packet, or the string: only then its length is right.
	 */
	public void end() {
		this.out.setInt(this.start, this.out.writerIndex() - this.start - 4);
	}

}
