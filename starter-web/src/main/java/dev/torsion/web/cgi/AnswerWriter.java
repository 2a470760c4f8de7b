package dev.torsion.web.cgi;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;
import reactor.netty.channel.AbortedException;

/**
 * Sends the body of an answer, a piece at a time: the next is asked for when the one
 * before it has left, so a peer that does not read makes the program wait, not this
 * server keep what it writes.
 */
final class AnswerWriter extends BaseSubscriber<ByteBuf> {

	private final Channel channel;

	private final MonoSink<Void> sink;

	private volatile ChannelFuture last;

	private final ChannelFutureListener closed = (future) -> end();

	AnswerWriter(Channel channel, MonoSink<Void> sink) {
		this.channel = channel;
		this.sink = sink;
		this.last = channel.newSucceededFuture();
		sink.onCancel(this);
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		this.channel.closeFuture().addListener(this.closed);
		subscription.request(1);
	}

	/**
	 * The peer has left, as Spring calls it, and what is left of the answer is nobody's.
	 */
	private void end() {
		cancel();
		this.sink.error(new AbortedException("The peer has left"));
	}

	@Override
	protected void hookOnNext(ByteBuf bytes) {
		ChannelFuture written = this.channel.writeAndFlush(new DefaultHttpContent(bytes));
		this.last = written;
		written.addListener((done) -> {
			if (done.isSuccess()) {
				request(1);
			}
			else {
				end();
			}
		});
	}

	@Override
	protected void hookOnComplete() {
		this.sink.success();
	}

	@Override
	protected void hookFinally(SignalType type) {
		this.channel.closeFuture().removeListener(this.closed);
	}

	/**
	 * The head has left, so all that can still be said is that this is not the whole;
	 * when what there is of it has left too.
	 */
	@Override
	protected void hookOnError(Throwable failure) {
		this.last.addListener((done) -> {
			this.sink.error(failure);
			this.channel.close();
		});
	}

}
