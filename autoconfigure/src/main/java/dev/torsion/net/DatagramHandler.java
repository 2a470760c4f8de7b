package dev.torsion.net;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * Joins a {@link DatagramProtocol} to a channel. Answers to what was read in one turn
 * leave in one flush; past the limit of queries under way, further ones whose answers are
 * not there at once are dropped and counted.
 */
final class DatagramHandler extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(DatagramHandler.class);

	private final DatagramProtocol protocol;

	private final Traffic traffic;

	private final String name;

	private final AtomicInteger underWay;

	private final int maxUnderWay;

	private boolean reading;

	DatagramHandler(DatagramProtocol protocol, Traffic traffic, String name, AtomicInteger underWay, int maxUnderWay) {
		this.protocol = protocol;
		this.traffic = traffic;
		this.name = name;
		this.underWay = underWay;
		this.maxUnderWay = maxUnderWay;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.reading = true;
		DatagramPacket packet = (DatagramPacket) message;
		this.traffic.countReceived(packet.content().readableBytes());
		try {
			answer(context.channel(), packet);
		}
		finally {
			packet.release();
		}
	}

	private void answer(Channel channel, DatagramPacket packet) {
		Answer answer = new Answer(channel, packet.sender());
		try {
			Mono<ByteBuf> mono = this.protocol.answer(packet.content(), packet.sender());
			if (mono instanceof Callable<?> present) {
				this.traffic.countAccepted();
				answer.complete((ByteBuf) present.call());
				return;
			}
			if (this.underWay.get() >= this.maxUnderWay) {
				this.traffic.count(ConnectionError.TOO_MANY_CONNECTIONS);
				return;
			}
			this.traffic.countAccepted();
			mono.subscribe(answer);
		}
		catch (Exception ex) {
			answer.onError(ex);
		}
		answer.await(this.underWay);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		this.reading = false;
		context.flush();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug(this.name + ": " + cause);
	}

	/** Waits for one answer and sends it. */
	private final class Answer implements CoreSubscriber<ByteBuf> {

		private final Channel channel;

		private final InetSocketAddress peer;

		private @Nullable AtomicInteger waiting;

		private boolean complete;

		Answer(Channel channel, InetSocketAddress peer) {
			this.channel = channel;
			this.peer = peer;
		}

		/**
		 * Takes an answer that is there already; the flush comes after the whole turn.
		 */
		void complete(@Nullable ByteBuf bytes) {
			if (bytes != null) {
				onNext(bytes);
			}
			this.complete = true;
		}

		/** Counts the query as under way if its answer was not there at once. */
		void await(AtomicInteger underWay) {
			if (!this.complete) {
				underWay.incrementAndGet();
				this.waiting = underWay;
			}
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(ByteBuf bytes) {
			DatagramHandler.this.traffic.countSent(bytes.readableBytes());
			this.channel.write(new DatagramPacket(bytes, this.peer), this.channel.voidPromise());
		}

		@Override
		public void onError(Throwable cause) {
			if (cause instanceof ProtocolException) {
				DatagramHandler.this.traffic.count(ConnectionError.PROTOCOL);
			}
			else {
				DatagramHandler.this.traffic.count(ConnectionError.INTERNAL);
				logger.error("Failed to answer a datagram of " + this.peer + " on " + DatagramHandler.this.name, cause);
			}
			onComplete();
		}

		@Override
		public void onComplete() {
			if (!this.channel.eventLoop().inEventLoop()) {
				this.channel.eventLoop().execute(this::onComplete);
				return;
			}
			this.complete = true;
			if (this.waiting != null) {
				this.waiting.decrementAndGet();
			}
			if (!DatagramHandler.this.reading) {
				this.channel.flush();
			}
		}

	}

}
