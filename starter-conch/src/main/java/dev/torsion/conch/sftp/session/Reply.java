package dev.torsion.conch.sftp.session;

import java.io.IOException;

import dev.torsion.conch.sftp.session.handle.FileHandle;
import dev.torsion.conch.sftp.wire.Attributes;
import dev.torsion.conch.sftp.wire.PacketType;
import dev.torsion.conch.sftp.wire.PacketWriter;
import dev.torsion.conch.sftp.wire.StatusCode;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one request.
 */
public final class Reply {

	private static final int SMALL = 512;

	/** Length, type, number of the request, and length of the data. */
	private static final int DATA_HEADER = 13;

	private final Output output;

	private final int id;

	private @Nullable ByteBuf buffer;

	private int start;

	Reply(Output output, int id) {
		this.output = output;
		this.id = id;
	}

	/**
	 * Begins a reply.
	 * @param type its type
	 * @return what writes it, behind the number of the request; to be ended
	 */
	public PacketWriter begin(int type) {
		return new PacketWriter(room(SMALL), type).u32(this.id);
	}

	/**
	 * Answers that it was done.
	 */
	public void ok() {
		status(StatusCode.OK);
	}

	/**
	 * Answers with a status, in the place of what was begun.
	 * @param status the status
	 */
	public void status(StatusCode status) {
		status(status, status.message());
	}

	/**
	 * Answers with a status, in the place of what was begun.
	 * @param status the status
	 * @param message what people are told
	 */
	public void status(StatusCode status, String message) {
		if (this.buffer != null) {
			this.buffer.writerIndex(this.start);
		}
		begin(PacketType.STATUS).u32(status.code()).text(message).text("").end();
	}

	/**
	 * Answers with a handle.
	 * @param handle the handle
	 */
	public void handle(long handle) {
		begin(PacketType.HANDLE).u32(Long.BYTES).u64(handle).end();
	}

	/**
	 * Answers with a name alone.
	 * @param name the name
	 */
	public void name(String name) {
		PacketWriter out = begin(PacketType.NAME).u32(1).text(name).text(name);
		Attributes.NONE.write(out);
		out.end();
	}

	/**
	 * Answers with bytes of a file, read to where they are sent from.
	 * @param file the file
	 * @param offset where the bytes begin
	 * @param length how many there may be
	 * @throws IOException if the file cannot be read
	 */
	public void data(FileHandle file, long offset, int length) throws IOException {
		ByteBuf out = room(length + DATA_HEADER);
		out.writeInt(0).writeByte(PacketType.DATA).writeInt(this.id).writeInt(0);
		int read = file.read(out, offset, length);
		if (read == 0 && length > 0) {
			status(StatusCode.EOF);
			return;
		}
		out.setInt(this.start, read + DATA_HEADER - Integer.BYTES);
		out.setInt(this.start + DATA_HEADER - Integer.BYTES, read);
	}

	/**
	 * Begins the reply to INIT, in which the version stands where others have the number
	 * of the request.
	 * @param version the version of the protocol
	 * @return what writes it; to be ended
	 */
	public PacketWriter version(int version) {
		return new PacketWriter(room(SMALL), PacketType.VERSION).u32(version);
	}

	private ByteBuf room(int bytes) {
		ByteBuf out = this.output.room(bytes);
		this.buffer = out;
		this.start = out.writerIndex();
		return out;
	}

}
