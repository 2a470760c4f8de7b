package dev.torsion.conch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A session: the channel in which one {@link SshProgram} runs, RFC 4254 section 6. Safe
 * to use from any thread.
 */
public interface SshSession {

	/**
	 * The connection, and with it who has logged in.
	 * @return the connection
	 */
	SshConnection connection();

	/**
	 * What was asked for.
	 * @return the command line, empty for a shell or subsystem
	 */
	String command();

	/**
	 * The environment: what the peer has sent of what is accepted, and what its key sets.
	 * @return variables by their names
	 */
	Map<String, String> environment();

	/**
	 * The terminal, of its present size.
	 * @return the terminal, {@code null} if there is none
	 */
	@Nullable Pty pty();

	/**
	 * Tells of new sizes of the terminal.
	 * @return the terminal as it has become, on the connection's scheduler; only the last
	 * is kept for who is slow; completes with the channel
	 */
	Flux<Pty> resizes();

	/**
	 * Signals for the program: RFC 4254 section 6.9.
	 * @return names without {@code SIG}, such as {@code INT}, on the connection's
	 * scheduler; a break (RFC 4335) is {@code BREAK}; completes with the channel
	 */
	Flux<String> signals();

	/**
	 * The input, for one subscriber, who has all the time it wants: the peer may send as
	 * much as the window of the channel has room for, and no more.
	 * @return the bytes, each buffer the subscriber's; completes at the end of the input,
	 * also when the channel is closed
	 */
	Flux<ByteBuffer> input();

	/**
	 * Reads the input without the cost of {@link #input}, in the place of it.
	 * @param input what takes the bytes
	 */
	void readTo(SshInput input);

	/**
	 * Lets the peer send as much again, after {@link #readTo}.
	 * @param bytes how many bytes were done with
	 */
	void release(int bytes);

	/**
	 * Writes output. What is written by several is sent in the order of the calls.
	 * @param bytes the bytes; not to be changed before completion
	 * @return completes when the window of the channel had room for all of it: write more
	 * then, or fail when too much waits ({@code network.conch.session.send-queue-limit}).
	 * Begins without being subscribed to
	 */
	Mono<Void> write(ByteBuffer bytes);

	/**
	 * Writes errors, as {@link #write}.
	 * @param bytes the bytes
	 * @return completes as there
	 */
	Mono<Void> writeError(ByteBuffer bytes);

	/**
	 * Writes text, in UTF-8; on a terminal, line feeds become carriage return and line
	 * feed.
	 * @param text the text
	 * @return completes as {@link #write}
	 */
	default Mono<Void> print(String text) {
		return write(ByteBuffer.wrap(onTerminal(text).getBytes(StandardCharsets.UTF_8)));
	}

	/**
	 * Writes text of errors, as {@link #print}. On a terminal they go where output goes,
	 * as with any terminal.
	 * @param text the text
	 * @return completes as {@link #write}
	 */
	default Mono<Void> printError(String text) {
		ByteBuffer bytes = ByteBuffer.wrap(onTerminal(text).getBytes(StandardCharsets.UTF_8));
		return (pty() != null) ? write(bytes) : writeError(bytes);
	}

	private String onTerminal(String text) {
		return (pty() != null) ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
	}

	/**
	 * The end of the channel, whoever has closed it.
	 * @return completes then
	 */
	Mono<Void> closed();

}
