package dev.torsion.words.irc.session;

import java.util.List;
import java.util.Map;

import dev.torsion.net.Transport;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a client is answered to one command: gathered, and marked with the label that the
 * client has given it, as IRCv3's labeled-response has it. For the loop of the connection
 * only.
 */
final class Response {

	private static final String LABEL = "label";

	private static final int FLUSH_AT = 16 * 1024;

	private final Transport transport;

	private final String server;

	private @Nullable ByteBuf out;

	private boolean open;

	private @Nullable String label;

	private @Nullable IrcMessage first;

	private @Nullable String batch;

	private long batches;

	Response(Transport transport, String server) {
		this.transport = transport;
		this.server = server;
	}

	/** A command is run. */
	void begin(@Nullable String label) {
		this.open = true;
		this.label = label;
	}

	boolean isOpen() {
		return this.open;
	}

	/** The name of a batch that the client has not seen yet. */
	String newBatch() {
		return Long.toString(++this.batches, Character.MAX_RADIX);
	}

	void add(IrcMessage message) {
		if (this.label == null) {
			write(message);
		}
		else if (this.batch != null) {
			write(inBatch(message, this.batch));
		}
		else if (this.first == null) {
			this.first = message;
		}
		else {
			IrcMessage held = this.first;
			String name = newBatch();
			this.batch = name;
			this.first = null;
			write(new IrcMessage(Map.of(LABEL, this.label), this.server, "BATCH",
					List.of("+" + name, "labeled-response")));
			write(inBatch(held, name));
			write(inBatch(message, name));
		}
	}

	private static IrcMessage inBatch(IrcMessage message, String name) {
		return message.tags().containsKey("batch") ? message : message.withTag("batch", name);
	}

	private void write(IrcMessage message) {
		ByteBuf buffer = this.out;
		if (buffer == null) {
			buffer = Unpooled.buffer(256);
			this.out = buffer;
		}
		IrcWriter.write(message, buffer);
	}

	/** Whether enough is gathered for some of it to be sent. */
	boolean isLarge() {
		return this.out != null && this.out.readableBytes() >= FLUSH_AT;
	}

	/**
	 * Sends what is gathered.
	 * @return completes when the client takes more
	 */
	Mono<Void> flush() {
		ByteBuf buffer = this.out;
		if (buffer == null) {
			return Mono.empty();
		}
		this.out = null;
		return this.transport.write(buffer);
	}

	/**
	 * The command has been run.
	 * @return completes when the client takes more
	 */
	Mono<Void> end() {
		String given = this.label;
		if (given != null) {
			if (this.batch != null) {
				write(IrcMessage.from(this.server, "BATCH", "-" + this.batch));
			}
			else {
				IrcMessage only = (this.first != null) ? this.first : IrcMessage.from(this.server, "ACK");
				write(only.withTag(LABEL, given));
			}
		}
		this.open = false;
		this.label = null;
		this.first = null;
		this.batch = null;
		return flush();
	}

}
