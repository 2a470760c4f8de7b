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

	private List<IrcMessage> held = List.of();

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

	/**
	 * Takes the label away: the command is answered later, as a part of another.
	 * @return the label, {@code null} if there is none
	 */
	@Nullable String takeLabel() {
		String taken = this.label;
		this.label = null;
		return taken;
	}

	/**
	 * Answers what was to be answered later.
	 * @param label the label
	 */
	void setLabel(@Nullable String label) {
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
		else {
			add(List.of(message));
		}
	}

	/**
	 * Adds messages that belong together: one, or a batch with its begin and end. A
	 * single one is held back, because it has the label itself.
	 */
	void add(List<IrcMessage> together) {
		if (this.label == null) {
			together.forEach(this::write);
			return;
		}
		if (this.batch == null && this.held.isEmpty()) {
			this.held = together;
			return;
		}
		String name = this.batch;
		if (name == null) {
			name = newBatch();
			this.batch = name;
			write(new IrcMessage(Map.of(LABEL, this.label), this.server, "BATCH",
					List.of("+" + name, "labeled-response")));
			writeIn(name, this.held);
			this.held = List.of();
		}
		writeIn(name, together);
	}

	private void writeIn(String name, List<IrcMessage> messages) {
		messages.forEach((message) -> write(inBatch(message, name)));
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
			else if (this.held.isEmpty()) {
				write(IrcMessage.from(this.server, "ACK").withTag(LABEL, given));
			}
			else {
				write(this.held.get(0).withTag(LABEL, given));
				this.held.subList(1, this.held.size()).forEach(this::write);
			}
		}
		this.open = false;
		this.label = null;
		this.held = List.of();
		this.batch = null;
		return flush();
	}

}
