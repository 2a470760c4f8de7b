package dev.torsion.mail.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.torsion.mail.smtp.wire.ReplyWriter;
import dev.torsion.mail.test.MailFault.Effect;
import dev.torsion.net.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets the faults strike before the protocol hears of what they strike: cuts what the
 * client sends into commands and messages.
 */
final class FaultyProtocol implements Protocol {

	private static final int MAX_LINE = 65_536;

	private final Protocol protocol;

	private final FaultyTransport transport;

	private final Faults faults;

	private final Consumer<String> commands;

	private final ByteBuf line = Unpooled.buffer();

	private @Nullable MessageFaults message;

	private long chunk;

	FaultyProtocol(Protocol protocol, FaultyTransport transport, Faults faults, Consumer<String> commands) {
		this.protocol = protocol;
		this.transport = transport;
		this.faults = faults;
		this.commands = commands;
	}

	@Override
	public Mono<Void> greet() {
		return struck(MailFault.CONNECT, "", this.protocol::greet);
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		if (this.transport.isClosed()) {
			bytes.skipBytes(bytes.readableBytes());
			return Mono.empty();
		}
		if (this.chunk > 0) {
			ByteBuf part = bytes.readSlice((int) Math.min(this.chunk, bytes.readableBytes()));
			this.chunk -= part.readableBytes();
			return message(part.readableBytes(), () -> all(part));
		}
		if (this.transport.isInMessage()) {
			return message(bytes.readableBytes(), () -> this.protocol.received(bytes));
		}
		this.message = null;
		return command(bytes);
	}

	private Mono<Void> all(ByteBuf bytes) {
		return this.protocol.received(bytes).then(Mono.defer(() -> bytes.isReadable() ? all(bytes) : Mono.empty()));
	}

	private Mono<Void> message(int length, Supplier<Mono<Void>> step) {
		MessageFaults faults = this.message;
		if (faults == null) {
			faults = new MessageFaults(this.faults.strike(MailFault.MESSAGE, ""));
			this.message = faults;
		}
		if (faults.cuts(length)) {
			this.transport.close();
			return Mono.empty();
		}
		return faults.pause(this.transport.eventLoop()).then(Mono.defer(step));
	}

	private Mono<Void> command(ByteBuf bytes) {
		int end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n');
		this.line.writeBytes(bytes, (end < 0) ? bytes.readableBytes() : end + 1 - bytes.readerIndex());
		if (this.line.readableBytes() > MAX_LINE) {
			this.transport.close();
			return Mono.empty();
		}
		if (end < 0) {
			return Mono.empty();
		}
		ByteBuf whole = Unpooled.copiedBuffer(this.line);
		this.line.clear();
		String text = whole.toString(StandardCharsets.UTF_8).strip();
		this.commands.accept(text);
		String[] words = text.split(" +");
		return struck(words[0].toUpperCase(Locale.ROOT), text, () -> {
			this.chunk = chunk(words);
			return this.protocol.received(whole);
		});
	}

	private static long chunk(String[] words) {
		boolean counted = words.length > 1 && words[0].equalsIgnoreCase("BDAT") && words[1].matches("\\d{1,18}");
		return counted ? Long.parseLong(words[1]) : 0;
	}

	private Mono<Void> struck(String verb, String text, Supplier<Mono<Void>> step) {
		List<Effect> effects = this.faults.strike(verb, text);
		Mono<Void> struck = Mono.defer(step);
		for (Effect effect : effects) {
			if (effect instanceof Effect.Answer answer) {
				struck = Mono.defer(() -> answer(answer, verb));
			}
			else if (effect instanceof Effect.Disconnect) {
				struck = Mono.fromRunnable(this.transport::close);
			}
		}
		for (Effect effect : effects) {
			if (effect instanceof Effect.Delay delay) {
				struck = this.transport.eventLoop().after(delay.time()).then(struck);
			}
		}
		return struck;
	}

	private Mono<Void> answer(Effect.Answer answer, String verb) {
		Mono<Void> written = this.transport.write(ReplyWriter.write(answer.reply()));
		if (answer.reply().code() == 421 || verb.equals(MailFault.CONNECT)) {
			this.transport.close();
		}
		return written;
	}

	@Override
	public Mono<Void> idle() {
		return this.protocol.idle();
	}

	@Override
	public Mono<Void> inputEnded() {
		return this.protocol.inputEnded();
	}

	@Override
	public Mono<Void> leaving() {
		return this.protocol.leaving();
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		this.protocol.disconnected(cause);
	}

}
