package dev.torsion.names.session.transport;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.session.Served;
import dev.torsion.names.session.ServerSettings;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Compression;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NamesProtocol}: framing, and the order of answers.
 */
class NamesProtocolTests {

	private static final NamesProtocol.Limits LIMITS = new NamesProtocol.Limits(2, Duration.ofSeconds(10));

	private final Map<String, Sinks.One<DnsResponse>> late = new HashMap<>();

	private final DnsHandler handler = (exchange) -> answer(exchange.question().name());

	private final Served served = new Served(ServerSettings.DEFAULTS, List.of(), List.of(this.handler));

	private final RecordingTransport transport = new RecordingTransport();

	private final NamesProtocol protocol = new NamesProtocol(this.served.server, "test", LIMITS, this.transport);

	private Disposable lastStep = Disposables.disposed();

	@Test
	void answersPipelinedQueries() {
		receive(framed("a.", "b.", "c."));
		assertThat(answered()).containsExactly("a.", "b.", "c.");
	}

	@Test
	void answersQueriesThatComeByteByByte() {
		for (byte each : framed("a.", "b.")) {
			receive(new byte[] { each });
		}
		assertThat(answered()).containsExactly("a.", "b.");
	}

	@Test
	void answersInTheOrderInWhichAnswersAreThere() {
		receive(framed("late1.", "now."));
		assertThat(answered()).containsExactly("now.");
		answer("late1.");
		assertThat(answered()).containsExactly("late1.");
	}

	@Test
	void readsNoMoreWhileTooManyQueriesWait() {
		assertThat(begin(framed("late1."))).isTrue();
		assertThat(begin(framed("late2."))).as("goes on").isFalse();
		answer("late2.");
		assertThat(this.lastStep.isDisposed()).as("goes on").isTrue();
		answer("late1.");
		assertThat(answered()).containsExactly("late2.", "late1.");
	}

	@Test
	void finishesWhatWasAskedBeforeThePeerStoppedSending() {
		receive(framed("late1."));
		Disposable finishing = this.protocol.inputEnded().subscribe();
		assertThat(finishing.isDisposed()).isFalse();
		answer("late1.");
		assertThat(finishing.isDisposed()).isTrue();
		assertThat(answered()).containsExactly("late1.");
	}

	@Test
	void finishesWhatWasAskedBeforeTheServerLeaves() {
		receive(framed("late1."));
		Disposable leaving = this.protocol.leaving().subscribe();
		assertThat(leaving.isDisposed()).isFalse();
		answer("late1.");
		assertThat(leaving.isDisposed()).isTrue();
		assertThat(answered()).containsExactly("late1.");
	}

	@Test
	void isNotIdleWhileAQueryWaits() {
		receive(framed("late1."));
		this.protocol.idle().block();
		answer("late1.");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> this.protocol.idle().block());
	}

	@Test
	void endsTheConversationWithAPeerThatSendsAMessageTooSlowly() {
		byte[] bytes = framed("a.", "b.");
		receive(Arrays.copyOf(bytes, bytes.length - 3));
		this.transport.eventLoop().advance(Duration.ofSeconds(9));
		receive(new byte[] { bytes[bytes.length - 3] });
		assertThat(this.transport.isClosed()).isFalse();
		this.transport.eventLoop().advance(Duration.ofSeconds(1));
		assertThat(this.transport.isClosed()).isTrue();
	}

	@Test
	void doesNotMindAPauseBetweenMessages() {
		receive(framed("a."));
		this.transport.eventLoop().advance(Duration.ofSeconds(9));
		receive(framed("b."));
		this.transport.eventLoop().advance(Duration.ofSeconds(9));
		assertThat(this.transport.isClosed()).isFalse();
		assertThat(answered()).containsExactly("a.", "b.");
	}

	@Test
	void endsTheConversationWithAPeerThatSendsNoRequests() {
		byte[] answer = Served.query("a.", "A").toWire();
		answer[2] |= (byte) 0x80;
		for (byte[] message : new byte[][] { {}, new byte[11], answer }) {
			NamesProtocol other = new NamesProtocol(this.served.server, "test", LIMITS, new RecordingTransport());
			ByteBuf framed = Unpooled.buffer().writeShort(message.length).writeBytes(message);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> other.received(framed));
		}
	}

	@Test
	void forgetsQueriesOfAPeerThatIsGone() {
		receive(framed("late1."));
		this.protocol.disconnected();
		assertThat(late("late1.").currentSubscriberCount()).isZero();
	}

	private Mono<DnsResponse> answer(Name name) {
		if (name.toString().equals("broken.")) {
			return Mono.just(DnsResponse.answer(new BrokenRecord(name)));
		}
		return name.toString().startsWith("late") ? late(name.toString()).asMono() : Mono.just(DnsResponse.noData());
	}

	private Sinks.One<DnsResponse> late(String name) {
		return this.late.computeIfAbsent(name, (key) -> Sinks.one());
	}

	@Test
	void releasesAnswersThatNobodyTakesAnyMore() {
		ByteBuf answer = Unpooled.buffer();
		Served served = new Served(ServerSettings.DEFAULTS, List.of(),
				List.of((exchange) -> Mono.deferContextual((context) -> {
					Operators.onDiscard(answer, Context.of(context));
					return Mono.never();
				})));
		NamesProtocol other = new NamesProtocol(served.server, "test", LIMITS, new RecordingTransport());
		other.received(Unpooled.wrappedBuffer(framed("a."))).block();
		assertThat(answer.refCnt()).isZero();
	}

	@Test
	void saysServfailToAQueryWhoseAnswerCannotBeWritten() {
		receive(framed("broken."));
		assertThat(answered()).containsExactly("broken.");
		assertThat(this.transport.isClosed()).isFalse();
	}

	private boolean begin(byte[] bytes) {
		this.lastStep = this.protocol.received(Unpooled.wrappedBuffer(bytes)).subscribe();
		return this.lastStep.isDisposed();
	}

	private void receive(byte[] bytes) {
		ByteBuf slice = Unpooled.wrappedBuffer(bytes);
		while (slice.isReadable()) {
			this.protocol.received(slice).block();
		}
	}

	private void answer(String name) {
		late(name).tryEmitValue(DnsResponse.noData());
		this.transport.eventLoop().advance(Duration.ZERO);
	}

	private static byte[] framed(String... names) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (String name : names) {
			byte[] query = Served.query(name, "A").toWire();
			bytes.write(query.length >> 8);
			bytes.write(query.length);
			bytes.writeBytes(query);
		}
		return bytes.toByteArray();
	}

	private List<String> answered() {
		byte[] bytes = this.transport.takeWritten(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
		ByteBuf written = Unpooled.wrappedBuffer(bytes);
		List<String> names = new ArrayList<>();
		while (written.isReadable()) {
			byte[] message = new byte[written.readUnsignedShort()];
			written.readBytes(message);
			Message answer = Served.parsed(message);
			names.add(answer.getQuestion().getName().toString());
		}
		return names;
	}

	/** As a bean may make one of its own. */
	private static final class BrokenRecord extends ARecord {

		BrokenRecord(Name name) {
			super(name, DClass.IN, 60, InetAddress.getLoopbackAddress());
		}

		@Override
		public byte[] rdataToWireCanonical() {
			throw new IllegalStateException("test");
		}

		@Override
		protected void rrToWire(DNSOutput out, @Nullable Compression compression, boolean canonical) {
			throw new IllegalStateException("test");
		}

	}

}
