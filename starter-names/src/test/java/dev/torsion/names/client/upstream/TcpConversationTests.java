package dev.torsion.names.client.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.names.test.MockDns;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import reactor.core.Exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link TcpConversation} without sockets.
 */
class TcpConversationTests {

	private static final DnsQuestion QUESTION = DnsQuestion.of(Name.fromConstantString("www.example.org."), Type.A);

	private static final UpstreamServer SERVER = UpstreamServer
		.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53));

	private final RecordingTransport transport = new RecordingTransport();

	private int ended;

	private final TcpConversation conversation = new TcpConversation(this.transport, SERVER, () -> this.ended++);

	@Test
	void givesEachQueryAnIdOfItsOwn() throws Exception {
		OutgoingQuery query = query();
		CompletableFuture<Message> first = this.conversation.ask(query).toFuture();
		CompletableFuture<Message> second = this.conversation.ask(query).toFuture();
		List<Message> sent = sent();
		assertThat(sent).extracting((message) -> message.getHeader().getID()).doesNotHaveDuplicates().hasSize(2);
		receive(MockDns.answerTo(sent.get(1)));
		assertThat(second).isCompleted();
		assertThat(first).isNotDone();
		receive(MockDns.answerTo(sent.get(0)));
		assertThat(first).isCompleted();
	}

	@Test
	void isGivenToNobodyOnceItIsLetGo() {
		this.conversation.idle().block();
		assertThat(this.ended).isOne();
		assertThat(this.conversation.isOver()).isTrue();
		Throwable failure = Exceptions
			.unwrap(catchThrowable(() -> this.conversation.ask(query()).toFuture().getNow(null)));
		assertThat(failure.getCause()).isInstanceOfSatisfying(UpstreamException.class,
				(ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE));
		this.conversation.disconnected(null);
		assertThat(this.ended).as("the one that has taken its place stays").isOne();
	}

	@Test
	void toldOnceWhenThePeerEndsIt() {
		CompletableFuture<Message> waiting = this.conversation.ask(query()).toFuture();
		this.conversation.disconnected(null);
		assertThat(waiting).isCompletedExceptionally();
		assertThat(this.ended).isOne();
	}

	private static OutgoingQuery query() {
		return OutgoingQuery.of(QUESTION, true, new OutgoingQuery.Manner(true, true));
	}

	private List<Message> sent() throws IOException {
		ByteBuf written = Unpooled.wrappedBuffer(
				this.transport.takeWritten(StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
		List<Message> messages = new ArrayList<>();
		while (written.isReadable()) {
			byte[] bytes = new byte[written.readUnsignedShort()];
			written.readBytes(bytes);
			messages.add(new Message(bytes));
		}
		return messages;
	}

	private void receive(Message message) {
		byte[] bytes = message.toWire();
		this.conversation.received(Unpooled.buffer().writeShort(bytes.length).writeBytes(bytes)).block();
	}

}
