package dev.torsion.net.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.ProtocolFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Holds a conversation with a {@link Protocol} as a script says: {@code C:} is what the
 * client sends, {@code S:} what the server has to answer, a line each. An expected line
 * may end with {@code …}, which stands for anything. What else can happen is written in
 * angle brackets: {@code <closed>} (the server has closed), {@code <silence>} (it has
 * said nothing), {@code <1m>} (so much time passes), {@code <idle>} (the idle timeout is
 * over), {@code <leaving>} (the application stops), {@code <gone>} (the client has
 * disconnected).
 * <p>
 * That is for servers. {@link #ofClient} holds a conversation with the protocol of a
 * client, so {@code S:} is what the server sends, {@code C:} what the client has to say,
 * and what happens happens to the client. For one thread, the test's.
 */
public final class Conversation {

	private final RecordingTransport transport;

	private final Protocol protocol;

	private final Role role;

	private final Deque<Supplier<Mono<Void>>> waiting = new ArrayDeque<>();

	private final List<String> unread = new ArrayList<>();

	private boolean busy;

	private @Nullable Throwable failure;

	/**
	 * Opens a conversation in plain text.
	 * @param protocols opens the protocol
	 */
	public Conversation(ProtocolFactory protocols) {
		this(new RecordingTransport(), protocols);
	}

	/**
	 * Opens a conversation.
	 * @param transport the peer
	 * @param protocols opens the protocol
	 */
	public Conversation(RecordingTransport transport, ProtocolFactory protocols) {
		this(transport, protocols, Role.SERVER);
	}

	private Conversation(RecordingTransport transport, ProtocolFactory protocols, Role role) {
		this.transport = transport;
		this.role = role;
		this.protocol = protocols.open(transport);
		step(this.protocol::greet);
	}

	/**
	 * Opens a conversation in which the protocol is the client.
	 * @param transport the server
	 * @param protocols opens the protocol
	 * @return the conversation
	 */
	public static Conversation ofClient(RecordingTransport transport, ProtocolFactory protocols) {
		return new Conversation(transport, protocols, Role.CLIENT);
	}

	/**
	 * The peer, to look at or to change what it is.
	 * @return the transport of this conversation
	 */
	public RecordingTransport transport() {
		return this.transport;
	}

	/**
	 * Sends bytes as they are, in one slice.
	 * @param bytes the bytes
	 */
	public void send(byte[] bytes) {
		ByteBuf slice = Unpooled.copiedBuffer(bytes);
		this.transport.onTlsStarted(() -> slice.skipBytes(slice.readableBytes()));
		this.waiting.addLast(received(slice));
		advance();
	}

	/**
	 * Holds a part of the conversation.
	 * @param script the script
	 * @throws AssertionError if the protocol says something else, or nothing, or more
	 */
	public void holds(String script) {
		script.lines().filter((line) -> !line.isBlank()).forEach(this::hold);
		refreshUnread();
		check(this.unread.isEmpty(), "The " + this.role + " has also said: " + this.unread);
	}

	private void hold(String line) {
		if (this.role.isPeers(line)) {
			send((text(line) + "\r\n").getBytes(StandardCharsets.UTF_8));
		}
		else if (this.role.isOurs(line)) {
			expect(text(line));
		}
		else if (line.startsWith("<") && line.endsWith(">")) {
			happen(line.substring(1, line.length() - 1));
		}
		else {
			throw new IllegalArgumentException("Neither C:, S: nor <...>: " + line);
		}
	}

	private static String text(String line) {
		return (line.length() > 3) ? line.substring(3) : "";
	}

	private void expect(String expected) {
		refreshUnread();
		check(!this.unread.isEmpty(), "Expected «" + expected + "» but the " + this.role + " has said nothing more");
		String actual = this.unread.remove(0);
		boolean matches = expected.endsWith("…") ? actual.startsWith(expected.substring(0, expected.length() - 1))
				: actual.equals(expected);
		check(matches, "Expected «" + expected + "» but the " + this.role + " has said «" + actual + "»");
	}

	private void happen(String event) {
		switch (event) {
			case "closed" -> check(this.transport.isClosed(), "The " + this.role + " has not closed the connection");
			case "silence" -> {
				refreshUnread();
				check(this.unread.isEmpty(), "The " + this.role + " has said: " + this.unread);
			}
			case "idle" -> step(this.protocol::idle);
			case "leaving" -> step(() -> this.protocol.leaving().doOnTerminate(this.transport::close));
			case "gone" -> this.protocol.disconnected(this.failure);
			default -> this.transport.eventLoop().advance(Duration.parse("PT" + event));
		}
	}

	private void refreshUnread() {
		this.transport.takeWritten().lines().forEach(this.unread::add);
	}

	private void step(Supplier<Mono<Void>> step) {
		this.waiting.addLast(step);
		advance();
	}

	private Supplier<Mono<Void>> received(ByteBuf slice) {
		int before = slice.readerIndex();
		return () -> this.protocol.received(slice).doOnSuccess((nothing) -> {
			if (slice.isReadable() && slice.readerIndex() > before) {
				this.waiting.addFirst(received(slice));
			}
		});
	}

	private void advance() {
		while (!this.busy && !this.transport.isClosed() && !this.waiting.isEmpty()) {
			this.busy = true;
			Mono.defer(this.waiting.removeFirst())
				.subscribe(null, this::failed, this::completed, this.transport.context());
		}
		if (this.failure != null && !(this.failure instanceof ProtocolException)) {
			throw new AssertionError("The protocol failed", this.failure);
		}
	}

	private void completed() {
		this.busy = false;
		advance();
	}

	private void failed(Throwable cause) {
		this.busy = false;
		this.failure = cause;
		this.transport.close();
	}

	private static void check(boolean condition, @Nullable String otherwise) {
		if (!condition) {
			throw new AssertionError(otherwise);
		}
	}

	/** Which side the protocol is. */
	private enum Role {

		SERVER('S', 'C'), CLIENT('C', 'S');

		private final char ours;

		private final char peers;

		Role(char ours, char peers) {
			this.ours = ours;
			this.peers = peers;
		}

		boolean isOurs(String line) {
			return begins(line, this.ours);
		}

		boolean isPeers(String line) {
			return begins(line, this.peers);
		}

		private static boolean begins(String line, char side) {
			return line.equals(side + ":") || line.startsWith(side + ": ");
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
