package dev.torsion.names.client.upstream;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import dev.torsion.names.client.upstream.UpstreamException.Reason;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One query over UDP, from a socket of its own: the kernel chooses a random port, and
 * since the socket is connected lets nothing in that comes from another address.
 */
final class UdpExchange {

	private final Supplier<Bootstrap> sockets;

	private final int maxNearMisses;

	private final LongAdder nearMisses;

	UdpExchange(Supplier<Bootstrap> sockets, int maxNearMisses, LongAdder nearMisses) {
		this.sockets = sockets;
		this.maxNearMisses = maxNearMisses;
		this.nearMisses = nearMisses;
	}

	/**
	 * Asks.
	 * @param server whom
	 * @param query what
	 * @return the answer; fails with a doubt if it is to be asked over TCP. Waits for as
	 * long as nobody cancels it
	 */
	Mono<Message> ask(UpstreamServer server, OutgoingQuery query) {
		return Mono.create((sink) -> {
			ChannelFuture connecting = this.sockets.get()
				.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(OutgoingQuery.PAYLOAD + 1))
				.handler(new Answers(server, query, sink))
				.connect(server.address());
			sink.onDispose(() -> connecting.channel().close());
			connecting.addListener((done) -> {
				if (done.isSuccess()) {
					connecting.channel().writeAndFlush(Unpooled.wrappedBuffer(query.bytes()));
				}
				else {
					sink.error(unreachable(server, done.cause()));
				}
			});
		});
	}

	private static UpstreamException unreachable(UpstreamServer server, Throwable cause) {
		return new UpstreamException(Reason.UNREACHABLE, server + " cannot be reached: " + cause.getMessage());
	}

	/** Waits for the answer, and ignores what others send. */
	private final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {

		private final UpstreamServer server;

		private final OutgoingQuery query;

		private final MonoSink<Message> sink;

		private int misses;

		Answers(UpstreamServer server, OutgoingQuery query, MonoSink<Message> sink) {
			this.server = server;
			this.query = query;
			this.sink = sink;
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
			// Longer than we have said that it may be, so it was cut off
			if (packet.content().readableBytes() > OutgoingQuery.PAYLOAD) {
				this.sink.error(doubt("an answer that is too long"));
				return;
			}
			OutgoingQuery.Verdict verdict = this.query.check(ByteBufUtil.getBytes(packet.content()));
			switch (verdict.kind()) {
				case RIGHT -> this.sink.success(verdict.message());
				case OTHER_CASE -> this.sink.error(doubt("the name in another case"));
				case WRONG -> missed();
			}
		}

		private void missed() {
			UdpExchange.this.nearMisses.increment();
			if (++this.misses > UdpExchange.this.maxNearMisses) {
				this.sink.error(doubt("too many wrong answers"));
			}
		}

		private UpstreamException doubt(String what) {
			return new UpstreamException(Reason.DOUBTFUL, this.server + " sent " + what);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			this.sink.error(unreachable(this.server, cause));
		}

	}

}
