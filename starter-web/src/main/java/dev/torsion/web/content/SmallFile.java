package dev.torsion.web.content;

import java.nio.ByteBuffer;

import dev.torsion.files.FileEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * A file that is kept in memory, ready to be written.
 */
public final class SmallFile implements Resource {

	private final Head head;

	private final HttpHeaders headers;

	private final FileEntry entry;

	private final ByteBuf body;

	/**
	 * The memory belongs to the garbage collector: an answer under way outlives the
	 * eviction of its file, and nobody has to count.
	 */
	SmallFile(Head head, FileEntry entry, ByteBuffer directMemory) {
		this.head = head;
		this.headers = head.headers();
		this.entry = entry;
		this.body = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(directMemory));
	}

	/**
	 * The headers.
	 * @return the headers
	 */
	public Head head() {
		return this.head;
	}

	/**
	 * The headers, ready for Netty.
	 * @return the headers, not to be changed
	 */
	public HttpHeaders headers() {
		return this.headers;
	}

	FileEntry entry() {
		return this.entry;
	}

	/**
	 * The content.
	 * @return a view of the bytes with indices of its own; releasing it is harmless
	 */
	public ByteBuf body() {
		return this.body.retainedDuplicate();
	}

	@Override
	public long weight() {
		return 1024 + this.entry.size();
	}

}
