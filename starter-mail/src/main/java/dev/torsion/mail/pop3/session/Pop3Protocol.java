package dev.torsion.mail.pop3.session;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import dev.torsion.mail.pop3.session.reply.ResponseCode;
import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The server's side of POP3: lines, each of which is answered before the next is read. An
 * idle client is disconnected without a word and nothing is deleted, as RFC 1939 section
 * 3 has it.
 */
public final class Pop3Protocol implements Protocol {

	/** Room for the verb and the mechanism before what SASL says. */
	private static final int AUTH_WORDS = 64;

	private static final String AUTH = "AUTH ";

	private final Transport transport;

	private final Pop3Session session;

	private final Dispatcher dispatcher;

	private final LineFraming lines;

	private final int maxLine;

	/**
	 * Opens a conversation.
	 * @param server what all sessions share
	 * @param transport the client
	 */
	public Pop3Protocol(Pop3Server server, Transport transport) {
		this.transport = transport;
		this.session = new Pop3Session(server, transport);
		this.dispatcher = new Dispatcher(this.session);
		this.maxLine = server.limits().maxLine();
		this.lines = new LineFraming(Math.max(this.maxLine, server.sasl().maxResponse() + AUTH_WORDS), this::line,
				this::tooLong);
	}

	/** Without a time stamp in angle brackets, which would offer APOP. */
	@Override
	public Mono<Void> greet() {
		return this.transport.write("+OK POP3 ready\r\n");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	@Override
	public Mono<Void> leaving() {
		return this.transport.write("-ERR [" + ResponseCode.SYS_TEMP + "] Closing down, try again later\r\n");
	}

	@Override
	public void disconnected() {
		this.session.end();
	}

	private Mono<Void> line(ByteBuf bytes) {
		String line = text(bytes);
		if (line == null) {
			return this.dispatcher.refuse("That is no line of text in UTF-8");
		}
		boolean sasl = this.session.isExpecting() || line.regionMatches(true, 0, AUTH, 0, AUTH.length());
		return (sasl || bytes.readableBytes() <= this.maxLine) ? this.dispatcher.line(line) : tooLong();
	}

	private Mono<Void> tooLong() {
		return this.dispatcher.refuse("The line is too long");
	}

	private static @Nullable String text(ByteBuf bytes) {
		if (bytes.forEachByte((character) -> character >= ' ' && character != 0x7F) < 0) {
			return bytes.toString(StandardCharsets.US_ASCII);
		}
		ByteProcessor noControl = (character) -> character < 0 || character >= ' ' || character == '\t';
		try {
			return (bytes.forEachByte(noControl) >= 0) ? null
					: StandardCharsets.UTF_8.newDecoder().decode(bytes.nioBuffer()).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

}
