package dev.torsion.web.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;

/**
 * Lets a client send any number of requests ahead, at the price of a few: while some wait
 * for their answer, the bytes of the others are held back and then left in the socket.
 * Without it they are all decoded, and Netty's codec breaks off at 128 of them.
 */
public final class PipelineGate extends ChannelDuplexHandler {

	private static final String NAME = "torsion.pipelineGate";

	private static final int MOST_PENDING = 32;

	/**
	 * As many requests as {@link #FEW} bytes could hold, 16 for the shortest.
	 */
	private static final int MOST_AT_ONCE = 64;

	private static final int FEW = 1024;

	private int pending;

	private ByteBuf held = Unpooled.EMPTY_BUFFER;

	private boolean pumping;

	private boolean readWanted;

	private PipelineGate() {
	}

	/**
	 * Puts a gate around the codec of an HTTP/1.1 connection.
	 * @param pipeline the pipeline; left alone if it has no such codec
	 */
	public static void install(ChannelPipeline pipeline) {
		if (pipeline.get(NettyPipeline.HttpCodec) != null) {
			PipelineGate gate = new PipelineGate();
			pipeline.addBefore(NettyPipeline.HttpCodec, NAME, gate);
			pipeline.addAfter(NettyPipeline.HttpCodec, NAME + ".counter", gate.new Counter());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		boolean harmless = this.pending < MOST_PENDING && !this.held.isReadable();
		if (!(message instanceof ByteBuf bytes) || (harmless && bytes.readableBytes() <= FEW)) {
			context.fireChannelRead(message);
			return;
		}
		this.held = this.held.isReadable() ? Unpooled.wrappedBuffer(this.held, bytes) : bytes;
		pump(context);
	}

	@Override
	public void read(ChannelHandlerContext context) {
		if (this.held.isReadable()) {
			this.readWanted = true;
		}
		else {
			context.read();
		}
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.held.release();
		this.held = Unpooled.EMPTY_BUFFER;
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.pending = 0;
		pump(context);
		context.fireChannelInactive();
	}

	/**
	 * How many requests there are in a slice is known when it has been decoded; before,
	 * only that there are no more than it has empty lines. Those of a body are none, so
	 * the next slice follows at once.
	 */
	private void pump(ChannelHandlerContext context) {
		if (this.pumping) {
			return;
		}
		this.pumping = true;
		while (this.held.isReadable() && this.pending < MOST_PENDING) {
			context.fireChannelRead(this.held.readRetainedSlice(lengthOfSome(this.held)));
		}
		this.pumping = false;
		if (!this.held.isReadable()) {
			this.held.release();
			this.held = Unpooled.EMPTY_BUFFER;
			if (this.readWanted) {
				this.readWanted = false;
				context.read();
			}
		}
	}

	private static int lengthOfSome(ByteBuf bytes) {
		int start = bytes.readerIndex();
		int end = bytes.writerIndex();
		int lines = 0;
		for (int lf = bytes.indexOf(start, end, (byte) '\n'); lf >= 0; lf = bytes.indexOf(lf + 1, end, (byte) '\n')) {
			int next = (lf + 1 < end && bytes.getByte(lf + 1) == '\r') ? lf + 2 : lf + 1;
			if (next < end && bytes.getByte(next) == '\n' && ++lines == MOST_AT_ONCE) {
				return next + 1 - start;
			}
		}
		return end - start;
	}

	/**
	 * Counts requests in and answers out, on the other side of the codec.
	 */
	private final class Counter extends ChannelDuplexHandler {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof HttpRequest) {
				PipelineGate.this.pending++;
			}
			context.fireChannelRead(message);
		}

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			context.write(message, promise);
			if (message instanceof LastHttpContent && !(message instanceof HttpResponse response
					&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL)) {
				answered(context);
			}
		}

		private void answered(ChannelHandlerContext context) {
			PipelineGate gate = PipelineGate.this;
			gate.pending = Math.max(0, gate.pending - 1);
			ChannelHandlerContext before = gate.held.isReadable() ? context.pipeline().context(gate) : null;
			if (before != null) {
				// Not from inside the answer: Reactor Netty has not finished with it.
				context.executor().execute(() -> gate.pump(before));
			}
		}

	}

}
