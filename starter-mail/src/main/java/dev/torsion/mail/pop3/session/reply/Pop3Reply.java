package dev.torsion.mail.pop3.session.reply;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Function;

import dev.torsion.net.Transport;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a command is answered, RFC 1939 section 3.
 */
@FunctionalInterface
public interface Pop3Reply {

	/**
	 * Sends the reply. Called on the event loop of the connection.
	 * @param transport the client
	 * @return completes when the client is ready for more; a failure ends the connection
	 */
	Mono<Void> send(Transport transport);

	/**
	 * Success.
	 * @param text what is said with it, a line; empty for nothing
	 * @return the reply
	 */
	static Pop3Reply ok(String text) {
		String line = text.isEmpty() ? "+OK\r\n" : "+OK " + text + "\r\n";
		return (transport) -> transport.write(line);
	}

	/**
	 * Success, with lines.
	 * @param text what is said with it, a line
	 * @param lines the lines, dots not doubled; are taken as they are sent
	 * @return the reply
	 */
	static Pop3Reply lines(String text, Iterator<? extends CharSequence> lines) {
		return new LinesReply(text, lines);
	}

	/**
	 * Success, with a message.
	 * @param text what is said with it, a line; empty for nothing
	 * @param content the message; may come on any thread, a run when the last was taken
	 * @return the reply, which is a failure if the first run cannot be read
	 */
	static Pop3Reply message(String text, Flux<ByteBuffer> content) {
		return new MessageReply(text, content);
	}

	/**
	 * Failure.
	 * @param text why, a line
	 * @return the reply
	 */
	static Pop3Reply error(String text) {
		return (transport) -> transport.write("-ERR " + text + "\r\n");
	}

	/**
	 * Failure, and what a client can make of it.
	 * @param code what it is about
	 * @param text why, a line
	 * @return the reply
	 */
	static Pop3Reply error(ResponseCode code, String text) {
		return error("[" + code + "] " + text);
	}

	/**
	 * The server's part of an exchange that is under way, RFC 5034 section 4.
	 * @param text what the server says, in Base64
	 * @return the reply
	 */
	static Pop3Reply challenge(String text) {
		return (transport) -> transport.write("+ " + text + "\r\n");
	}

	/**
	 * The same reply, after which something else is done.
	 * @param next what is done with the transport
	 * @return the reply
	 */
	default Pop3Reply then(Function<Transport, Mono<Void>> next) {
		return (transport) -> send(transport).then(Mono.defer(() -> next.apply(transport)));
	}

	/**
	 * The same reply, after which the connection is closed.
	 * @return the reply
	 */
	default Pop3Reply thenClose() {
		return then((transport) -> {
			transport.close();
			return Mono.empty();
		});
	}

}
