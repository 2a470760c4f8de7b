package dev.torsion.words.irc.client.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcException.Reason;
import dev.torsion.words.irc.client.IrcLimits;
import dev.torsion.words.irc.wire.IrcMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CommandsTests {

	private static final String MODERN = "message-tags echo-message batch labeled-response server-time draft/chathistory";

	@Test
	void saysSomethingAndIsDoneWhenItWasSent() {
		Talk talk = Talk.registered("");
		CompletableFuture<String> said = talk.commands().say("PRIVMSG", "#a", "Hello, world", null).toFuture();
		talk.holds("C: PRIVMSG #a :Hello, world");
		assertThat(said).isCompletedWithValue(null);
	}

	@Test
	void learnsTheIdThatTheServerGivesToWhatWasSaid() {
		Talk talk = Talk.registered(MODERN);
		CompletableFuture<String> said = talk.commands().say("PRIVMSG", "#a", "Hello", null).toFuture();
		talk.holds("C: @label=1 PRIVMSG #a Hello");
		assertThat(said).isNotDone();
		talk.holds("S: @label=1;msgid=m7 :bot!b@h PRIVMSG #a Hello");
		assertThat(said).isCompletedWithValue("m7");
		assertThat(talk.last(IrcEvent.Message.class).own()).isTrue();
	}

	@Test
	void failsIfTheServerRefuses() {
		Talk talk = Talk.registered(MODERN);
		CompletableFuture<String> said = talk.commands().say("PRIVMSG", "#a", "Hello", null).toFuture();
		talk.holds("""
				C: @label=1 PRIVMSG #a Hello
				S: @label=1 :s 404 bot #a :Cannot send to channel
				""");
		IrcException failure = failure(said);
		assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
		assertThat(failure.code()).isEqualTo("404");
	}

	@Test
	void saysWhatIsTooLongForALineInSeveral() {
		Talk talk = Talk.registered("");
		String text = "words of a text ".repeat(60).strip();
		CompletableFuture<String> said = talk.commands().say("PRIVMSG", "#a", text, "ACTION").toFuture();
		List<String> lines = talk.transport.takeWritten().lines().toList();
		assertThat(said).isDone();
		assertThat(lines).hasSizeGreaterThan(2)
			.allMatch((line) -> line.startsWith("PRIVMSG #a :\u0001ACTION ") && line.endsWith("\u0001"));
		assertThat(lines).allMatch((line) -> ":bot!~1234567890@".length() + 63 + 1 + line.length() <= 510);
		assertThat(lines.stream()
			.map((line) -> line.substring(20, line.length() - 1))
			.toList()
			.stream()
			.reduce((one, other) -> one + " " + other)).contains(text);
	}

	@Test
	void saysNoMoreAtOnceThanTheServerLikes() {
		Talk talk = Talk.registered("",
				(client) -> client.limits(IrcLimits.ofDefaults().withPace(2, Duration.ofSeconds(3))));
		List<CompletableFuture<String>> said = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			said.add(talk.commands().say("PRIVMSG", "#a", "m" + i, null).toFuture());
		}
		talk.holds("C: PRIVMSG #a m0\nC: PRIVMSG #a m1\n<2s>\n<silence>");
		assertThat(said.get(1)).isDone();
		assertThat(said.get(2)).isNotDone();
		said.get(2).cancel(true);
		talk.holds("<1s>\nC: PRIVMSG #a m3\nS: PING x\nC: PONG x");
	}

	@Test
	void keepsNoMoreWaitingThanItMay() {
		IrcLimits limits = new IrcLimits(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(30), 1,
				Duration.ofSeconds(2), 3, 10, 10, 10, 10);
		Talk talk = Talk.registered("", (client) -> client.limits(limits));
		List<CompletableFuture<String>> said = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			said.add(talk.commands().say("PRIVMSG", "#a", "m" + i, null).toFuture());
		}
		assertThat(said.get(3)).isNotDone();
		assertThat(failure(said.get(4)).reason()).isEqualTo(Reason.BUSY);
		assertThat(failure(talk.commands().say("PRIVMSG", "#a", "x".repeat(2000), null).toFuture()).reason())
			.isEqualTo(Reason.BUSY);
		talk.holds("C: PRIVMSG #a m0\n<gone>");
		assertThat(failure(said.get(3)).reason()).isEqualTo(Reason.DISCONNECTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nQUIT", "a\nQUIT", "a\rQUIT", "a\0b" })
	void refusesTextThatWouldBecomeACommand(String text) {
		Talk talk = Talk.registered("");
		Commands commands = talk.commands();
		for (Mono<?> asked : List.of(Mono.defer(() -> commands.say("PRIVMSG", "#a", text, null)),
				Mono.defer(() -> commands.say("PRIVMSG", text, "x", null)),
				Mono.defer(() -> commands.say("NOTICE", "#a", text, "ACTION")),
				Mono.defer(() -> commands.join("#" + text, "")), Mono.defer(() -> commands.join("#a", text)),
				Mono.defer(() -> commands.part("#a", text)),
				Mono.defer(() -> commands.raw(IrcMessage.of("TOPIC", "#a", text))),
				Mono.defer(() -> commands.raw(IrcMessage.of(text))),
				Mono.defer(() -> commands.raw(IrcMessage.of("PING", "a").withTag(text, "b"))),
				Mono.defer(() -> commands.request(IrcMessage.of("WHOIS", text))), commands.history(text, 10).then())) {
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(asked::block);
		}
		talk.holds("<silence>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "#a b", "", ":a", "#a,#b", "0", "nobody" })
	void refusesWhatIsNoChannel(String name) {
		Talk talk = Talk.registered("");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> talk.commands().join(name, "").block());
		talk.holds("<silence>");
	}

	@Test
	void refusesALineThatWouldBeCutOff() {
		Talk talk = Talk.registered("");
		talk.commands().raw(IrcMessage.of("PING", "x".repeat(505))).subscribe();
		talk.holds("C: PING …");
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> talk.commands().raw(IrcMessage.of("PING", "x".repeat(506))));
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> talk.commands().raw(IrcMessage.of("PING", "x").withTag("a", "b".repeat(4093))));
	}

	@Test
	void isInAChannelWhenTheServerSaysSo() {
		Talk talk = Talk.registered("");
		CompletableFuture<Void> joined = talk.commands().join("#a", "key").toFuture();
		CompletableFuture<Void> refused = talk.commands().join("#b", "").toFuture();
		talk.holds("""
				C: JOIN #a key
				C: JOIN #b
				S: :amy!a@h JOIN #a
				S: :s 473 bot #B :Cannot join channel (+i)
				""");
		assertThat(joined).isNotDone();
		assertThat(failure(refused).code()).isEqualTo("473");
		talk.holds("S: :bot!b@h JOIN #A");
		assertThat(joined).isCompleted();
		CompletableFuture<Void> parted = talk.commands().part("#a", "so long").toFuture();
		talk.holds("C: PART #a :so long\nS: :bot!b@h PART #a :so long");
		assertThat(parted).isCompleted();
	}

	@Test
	void joinsManyAtOnce() {
		Talk talk = Talk.registered("");
		talk.commands().joinAll(new TreeMap<>(Map.of("#a", "", "#b", "key", "#c", "")));
		talk.holds("C: JOIN #b key\nC: JOIN #a,#c");
	}

	@Test
	void asksAnyServerWhoSomebodyIs() {
		Talk talk = Talk.registered("");
		CompletableFuture<List<IrcMessage>> answer = talk.commands().request(IrcMessage.of("whois", "amy")).toFuture();
		CompletableFuture<List<IrcMessage>> names = talk.commands().request(IrcMessage.of("NAMES", "#a")).toFuture();
		talk.holds("""
				C: WHOIS amy
				C: NAMES #a
				S: :s 311 bot amy a h * :Amy
				S: :joe!j@h PRIVMSG bot :hello
				S: :s 318 bot amy :End of WHOIS
				S: :s 353 bot = #a :@amy bot
				S: :s 366 bot #a :End of NAMES
				""");
		assertThat(answer.join()).extracting(IrcMessage::command).containsExactly("311", "318");
		assertThat(names.join()).extracting(IrcMessage::command).containsExactly("353", "366");
		assertThat(failure(talk.commands().request(IrcMessage.of("STATS", "u")).toFuture()).reason())
			.isEqualTo(Reason.UNSUPPORTED);
	}

	@Test
	void knowsAnswersByTheirLabels() {
		Talk talk = Talk.registered(MODERN);
		CompletableFuture<List<IrcMessage>> first = talk.commands().request(IrcMessage.of("STATS", "u")).toFuture();
		CompletableFuture<List<IrcMessage>> second = talk.commands().request(IrcMessage.of("WHOIS", "amy")).toFuture();
		CompletableFuture<List<IrcMessage>> third = talk.commands().request(IrcMessage.of("PONG", "x")).toFuture();
		talk.holds("""
				C: @label=1 STATS u
				C: @label=2 WHOIS amy
				C: @label=3 PONG x
				S: @label=2 :s BATCH +b labeled-response
				S: @batch=b :s 311 bot amy a h * :Amy
				S: :s 242 bot :Server Up 1 days
				S: @batch=b :s 318 bot amy :End of WHOIS
				S: :s BATCH -b
				S: @label=1 :s 242 bot :Server Up 2 days
				S: @label=3 :s ACK
				""");
		assertThat(second.join()).hasSize(2);
		assertThat(first.join()).singleElement().extracting((line) -> line.parameter(1)).isEqualTo("Server Up 2 days");
		assertThat(third.join()).isEmpty();
	}

	@Test
	void waitsForAnAnswerNoLongerThanItMay() {
		Talk talk = Talk.registered("");
		CompletableFuture<List<IrcMessage>> answer = talk.commands().request(IrcMessage.of("VERSION")).toFuture();
		talk.holds("C: VERSION\n<29s>");
		assertThat(answer).isNotDone();
		talk.holds("<1s>");
		assertThat(failure(answer).reason()).isEqualTo(Reason.TIMEOUT);
	}

	@Test
	void boundsAnAnswerThatDoesNotEnd() {
		IrcLimits limits = new IrcLimits(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(30), 100,
				Duration.ofSeconds(2), 3, 10, 10, 10, 10);
		Talk talk = Talk.registered(MODERN, (client) -> client.limits(limits));
		CompletableFuture<List<IrcMessage>> list = talk.commands().request(IrcMessage.of("LIST")).toFuture();
		talk.holds("C: @label=1 LIST\nS: @label=1 BATCH +b labeled-response");
		for (int i = 0; i < 20; i++) {
			talk.holds("S: @batch=b :s 322 bot #c" + i + " 1 :x");
		}
		talk.holds("S: BATCH -b");
		assertThat(failure(list).reason()).isEqualTo(Reason.BUSY);
	}

	@Test
	void tellsWhatWasSaidBefore() {
		Talk talk = Talk.registered(MODERN);
		CompletableFuture<List<IrcEvent.Message>> told = talk.commands().history("#a", 50).collectList().toFuture();
		talk.holds("""
				C: @label=1 CHATHISTORY LATEST #a * 50
				S: @label=1 :s BATCH +o labeled-response
				S: @batch=o :s BATCH +i chathistory #a
				S: @batch=i;msgid=1;time=2025-12-31T23:59:59.000Z :amy!a@h PRIVMSG #a :Happy new year
				S: @batch=i :amy!a@h QUIT :gone
				S: :s BATCH -i
				S: :s BATCH -o
				""");
		assertThat(told.join()).singleElement().satisfies((message) -> {
			assertThat(message.text()).isEqualTo("Happy new year");
			assertThat(message.details().historic()).isTrue();
			assertThat(message.details().id()).isEqualTo("1");
			assertThat(message.details().time()).isEqualTo("2025-12-31T23:59:59Z");
		});
		assertThat(talk.last(IrcEvent.Message.class).details().historic()).isTrue();
	}

	@Test
	void tellsHistoryWithoutLabelsToo() {
		Talk talk = Talk.registered("batch message-tags draft/chathistory");
		CompletableFuture<List<IrcEvent.Message>> told = talk.commands().history("#a", 50).collectList().toFuture();
		CompletableFuture<List<IrcEvent.Message>> refused = talk.commands().history("#b", 50).collectList().toFuture();
		talk.holds("""
				C: CHATHISTORY LATEST #a * 50
				C: CHATHISTORY LATEST #b * 50
				S: BATCH +1 chathistory #A
				S: @batch=1 :amy!a@h PRIVMSG #a :x
				S: BATCH -1
				S: FAIL CHATHISTORY INVALID_TARGET LATEST #b :No such channel
				""");
		assertThat(told.join()).hasSize(1);
		assertThat(failure(refused).code()).isEqualTo("INVALID_TARGET");
		assertThat(failure(Talk.registered("batch").commands().history("#a", 1).collectList().toFuture()).reason())
			.isEqualTo(Reason.UNSUPPORTED);
	}

	private static IrcException failure(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		CompletionException failure = catchThrowableOfType(CompletionException.class, future::join);
		assertThat(failure.getCause()).isInstanceOf(IrcException.class);
		return (IrcException) failure.getCause();
	}

}
