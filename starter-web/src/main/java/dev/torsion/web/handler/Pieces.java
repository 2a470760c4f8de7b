package dev.torsion.web.handler;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

import dev.torsion.web.content.OpenHandle;
import dev.torsion.web.wire.ByteRange;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Cuts the body of an answer into what is written at a time: regions that the kernel
 * sends by itself where it can, chunks in memory where the bytes have to be seen, for
 * TLS, HTTP/2 and compression.
 */
final class Pieces implements Iterator<Pieces.Step> {

	/**
	 * As large as Netty's pool keeps at hand for a thread; 16 reads for a megabyte.
	 */
	static final int CHUNK = 64 * 1024;

	private final Iterator<Answer.Piece> pieces;

	private final OpenHandle handle;

	private final boolean zeroCopy;

	private final ByteBufAllocator allocator;

	private @Nullable ByteRange rest;

	private Pieces(List<Answer.Piece> pieces, OpenHandle handle, boolean zeroCopy, ByteBufAllocator allocator) {
		this.pieces = pieces.iterator();
		this.handle = handle;
		this.zeroCopy = zeroCopy;
		this.allocator = allocator;
	}

	/**
	 * The pieces for a channel.
	 */
	static Pieces of(List<Answer.Piece> pieces, OpenHandle handle, Channel channel) {
		boolean zeroCopy = handle.channel() != null && !(channel instanceof Http2StreamChannel)
				&& channel.pipeline().get(SslHandler.class) == null
				&& channel.pipeline().get(NettyPipeline.CompressionHandler) == null;
		return new Pieces(pieces, handle, zeroCopy, channel.alloc());
	}

	/**
	 * The pieces for whoever wants to see all bytes.
	 */
	static Pieces inMemory(List<Answer.Piece> pieces, OpenHandle handle, ByteBufAllocator allocator) {
		return new Pieces(pieces, handle, false, allocator);
	}

	/**
	 * One write.
	 */
	interface Step {

		/**
		 * Whether {@link #prepare} will not block.
		 */
		boolean isReady();

		/**
		 * What to write. May block.
		 */
		Object prepare() throws IOException;

	}

	@Override
	public boolean hasNext() {
		return this.rest != null || this.pieces.hasNext();
	}

	@Override
	public Step next() {
		ByteRange range = this.rest;
		if (range == null) {
			if (!this.pieces.hasNext()) {
				throw new NoSuchElementException();
			}
			Answer.Piece piece = this.pieces.next();
			if (piece instanceof Answer.Bytes bytes) {
				return new Ready(bytes.content());
			}
			range = ((Answer.Slice) piece).range();
		}
		long last = Math.min(range.last(), this.zeroCopy ? endOfRegion(range.first()) : range.first() + CHUNK - 1);
		this.rest = (last < range.last()) ? new ByteRange(last + 1, range.last()) : null;
		ByteRange now = new ByteRange(range.first(), last);
		return this.zeroCopy ? new Region(this.handle, now) : new Chunk(this.handle, now, this.allocator);
	}

	private static long endOfRegion(long position) {
		return startOfRegion(position) + OpenHandle.REGION - 1;
	}

	private static long startOfRegion(long position) {
		return position - position % OpenHandle.REGION;
	}

	private record Ready(byte[] content) implements Step {

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public Object prepare() {
			return new DefaultHttpContent(Unpooled.wrappedBuffer(this.content));
		}

	}

	private record Chunk(OpenHandle handle, ByteRange range, ByteBufAllocator allocator) implements Step {

		@Override
		public boolean isReady() {
			return false;
		}

		@Override
		public Object prepare() throws IOException {
			int length = (int) this.range.length();
			ByteBuf buffer = this.allocator.directBuffer(length, length);
			try {
				this.handle.read(buffer.nioBuffer(0, length), this.range.first());
				return new DefaultHttpContent(buffer.writerIndex(length));
			}
			catch (IOException | RuntimeException ex) {
				buffer.release();
				throw ex;
			}
		}

	}

	private record Region(OpenHandle handle, ByteRange range) implements Step {

		@Override
		public boolean isReady() {
			return this.handle.isWarm(startOfRegion(this.range.first()), now());
		}

		@Override
		public Object prepare() throws IOException {
			if (!isReady()) {
				this.handle.warm(startOfRegion(this.range.first()), now());
			}
			return new SharedRegion(this.handle, this.range);
		}

		private static long now() {
			return System.nanoTime() / 1_000_000_000L;
		}

	}

	/**
	 * A region of a file that stays open when it has been sent.
	 */
	private static final class SharedRegion extends DefaultFileRegion {

		SharedRegion(OpenHandle handle, ByteRange range) {
			super(Objects.requireNonNull(handle.channel()), range.first(), range.length());
		}

		@Override
		protected void deallocate() {
		}

	}

}
