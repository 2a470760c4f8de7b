package dev.torsion.names.client.transfer;

import java.io.IOException;

import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LengthFraming;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Requests over one connection, one after another, each of which has an answer of one or
 * more messages.
 */
final class ServerConversation implements Protocol {

	private static final int MAX_LENGTH = 65_535;

	private final Transport transport;

	private final LengthFraming framing = new LengthFraming(2, MAX_LENGTH, this::message);

	private @Nullable Pending pending;

	private boolean over;

	ServerConversation(Transport transport) {
		this.transport = transport;
	}

	/**
	 * Asks.
	 * @param request the request
	 * @param taker takes the messages of the answer
	 * @return completes when the taker has all of them
	 */
	Mono<Void> ask(byte[] request, Taker taker) {
		return Mono.create((sink) -> this.transport.eventLoop().execute(() -> {
			if (this.over || this.pending != null) {
				sink.error(new TransferException("It has closed the connection"));
				return;
			}
			this.pending = new Pending(taker, sink);
			this.transport.write(this.framing.frame(Unpooled.wrappedBuffer(request)));
		}));
	}

	void close() {
		this.transport.close();
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.framing.received(bytes);
	}

	private Mono<Void> message(ByteBuf frame) {
		Pending waiting = this.pending;
		if (waiting == null) {
			throw new ProtocolException("A message that nobody has asked for");
		}
		try {
			if (waiting.taker().take(ByteBufUtil.getBytes(frame))) {
				this.pending = null;
				waiting.sink().success();
			}
		}
		catch (IOException | RuntimeException ex) {
			this.pending = null;
			waiting.sink().error(ex);
			this.transport.close();
		}
		return Mono.empty();
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		this.over = true;
		Pending waiting = this.pending;
		this.pending = null;
		if (waiting != null) {
			waiting.sink()
				.error(new TransferException(
						"It has closed the connection" + ((cause != null) ? ": " + cause.getMessage() : "")));
		}
	}

	/** Takes the messages of an answer. */
	@FunctionalInterface
	interface Taker {

		/**
		 * Takes a message.
		 * @return whether it was the last
		 * @throws IOException if it is not what was asked for
		 */
		boolean take(byte[] message) throws IOException;

	}

	private record Pending(Taker taker, MonoSink<Void> sink) {

	}

}
