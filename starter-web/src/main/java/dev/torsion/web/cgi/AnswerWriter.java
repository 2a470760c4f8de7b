package dev.torsion.web.cgi;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.netty.channel.AbortedException;

/**
 * Sends the body of an answer, a piece at a time: the next is asked for when the one
 * before it has left, so a peer that does not read makes the program wait, not this
 * server keep what it writes.
 */
final class AnswerWriter extends BaseSubscriber<ByteBuf> {

	private final Channel channel;

	private final MonoSink<Void> sink;

	AnswerWriter(Channel channel, MonoSink<Void> sink) {
		this.channel = channel;
		this.sink = sink;
		sink.onCancel(this);
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		this.channel.closeFuture().addListener((closed) -> end());
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
		this.channel.writeAndFlush(new DefaultHttpContent(bytes)).addListener((written) -> {
			if (written.isSuccess()) {
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

	/** The head has left, so all that can still be said is that this is not the whole. */
	@Override
	protected void hookOnError(Throwable failure) {
		this.channel.close();
		this.sink.error(failure);
	}

}
