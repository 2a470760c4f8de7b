package dev.torsion.mail.pop3.session.reply;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.mail.pop3.wire.MessageLines;
import dev.torsion.net.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Success with a message. A small one leaves in one write, a large one in several, the
 * next of which is read when the client has taken the last.
 */
final class MessageReply implements Pop3Reply {

	private static final int CHUNK = 32 * 1024;

	private final String text;

	private final Flux<ByteBuffer> content;

	MessageReply(String text, Flux<ByteBuffer> content) {
		this.text = text.isEmpty() ? "+OK\r\n" : "+OK " + text + "\r\n";
		this.content = content;
	}

	@Override
	public Mono<Void> send(Transport transport) {
		Sending sending = new Sending(transport);
		return this.content.concatMap(sending::add, 0)
			.then(Mono.defer(sending::end))
			.onErrorResume((ex) -> sending.begun ? cut(transport, ex) : Failures.of("RETR", ex).send(transport));
	}

	/** An error would be a part of the message: there is nothing but to hang up. */
	private static Mono<Void> cut(Transport transport, Throwable cause) {
		if (!(cause instanceof ClosedChannelException)) {
			Failures.of("RETR", cause);
		}
		transport.close();
		return Mono.empty();
	}

	private final class Sending {

		private final Transport transport;

		private final MessageLines lines = new MessageLines();

		private final List<ByteBuffer> waiting = new ArrayList<>(1);

		private int size;

		private boolean begun;

		Sending(Transport transport) {
			this.transport = transport;
		}

		Mono<Void> add(ByteBuffer run) {
			this.waiting.add(run);
			this.size += run.remaining();
			return (this.size < CHUNK) ? Mono.empty() : this.transport.write(take());
		}

		Mono<Void> end() {
			ByteBuf last = take();
			this.lines.end(last);
			return this.transport.write(last);
		}

		private ByteBuf take() {
			ByteBuf out = ByteBufAllocator.DEFAULT
				.directBuffer(this.size + this.size / 32 + MessageReply.this.text.length() + 16);
			if (!this.begun) {
				this.begun = true;
				out.writeCharSequence(MessageReply.this.text, StandardCharsets.US_ASCII);
			}
			this.waiting.forEach((run) -> this.lines.write(run, out));
			this.waiting.clear();
			this.size = 0;
			return out;
		}

	}

}
