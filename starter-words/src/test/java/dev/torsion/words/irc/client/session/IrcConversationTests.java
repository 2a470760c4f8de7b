package dev.torsion.words.irc.client.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.torsion.words.irc.client.IrcChannel;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcEvent.Trait;
import dev.torsion.words.irc.client.IrcLimits;
import dev.torsion.words.irc.client.IrcUser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IrcConversationTests {

	@Test
	void tellsWhatIsSaid() {
		Talk talk = Talk.registered("message-tags server-time account-tag");
		talk.holds("S: @time=2026-01-01T00:00:00.000Z;msgid=m1;account=amy :Amy!a@h PRIVMSG #a :Hello, all");
		IrcEvent.Message message = talk.last(IrcEvent.Message.class);
		assertThat(message.from()).isEqualTo(new IrcUser("Amy", "a", "h"));
		assertThat(message.target()).isEqualTo("#a");
		assertThat(message.replyTo()).isEqualTo("#a");
		assertThat(message.text()).isEqualTo("Hello, all");
		assertThat(message.notice() || message.action() || message.own()).isFalse();
		assertThat(message.details().time()).isEqualTo("2026-01-01T00:00:00Z");
		assertThat(message.details().id()).isEqualTo("m1");
		assertThat(message.details().account()).isEqualTo("amy");
	}

	@Test
	void knowsWhereAnAnswerBelongs() {
		Talk talk = Talk.registered("");
		talk.holds("S: :Amy!a@h PRIVMSG bot :psst");
		assertThat(talk.last(IrcEvent.Message.class).replyTo()).isEqualTo("Amy");
		assertThat(talk.last(IrcEvent.Message.class).details().time()).isEqualTo(Talk.NOW);
		talk.holds("S: :Amy!a@h NOTICE @#a :operators");
		assertThat(talk.last(IrcEvent.Message.class).replyTo()).isEqualTo("@#a");
		assertThat(talk.last(IrcEvent.Message.class).notice()).isTrue();
		talk.holds("S: :Amy!a@h PRIVMSG #a :\u0001ACTION waves\u0001");
		assertThat(talk.last(IrcEvent.Message.class).action()).isTrue();
		assertThat(talk.last(IrcEvent.Message.class).text()).isEqualTo("waves");
	}

	@Test
	void tellsWhatElseHappens() {
		Talk talk = Talk.registered("extended-join");
		talk.holds("""
				S: :amy!a@h JOIN #a amy :Amy
				S: :amy!a@h INVITE bot #a
				S: :amy!a@h MODE #a +ov joe bot
				S: :amy!a@h TOPIC #a :New topic
				S: :amy!a@h KICK #a joe :out
				S: :amy!a@h NICK amelia
				S: :amelia!a@h ACCOUNT *
				S: :amelia!a@h AWAY :lunch
				S: :amelia!a@h CHGHOST b i
				S: :amelia!a@h SETNAME :Amelia
				S: :amelia!a@h PART #a :bye
				S: :amelia!a@h QUIT :Quit: bye
				S: :s 305 bot :You are no longer marked as being away
				S: :s WALLOPS :x
				""");
		assertThat(talk.events).extracting((event) -> (Object) event.getClass().getSimpleName())
			.containsExactly("Joined", "Invited", "ModeChanged", "TopicChanged", "Kicked", "NickChanged", "UserChanged",
					"UserChanged", "UserChanged", "UserChanged", "Parted", "Quit", "Numeric", "Other");
		assertThat(talk.last(IrcEvent.Joined.class).details().account()).isEqualTo("amy");
		assertThat(talk.last(IrcEvent.ModeChanged.class).arguments()).containsExactly("joe", "bot");
		assertThat(talk.last(IrcEvent.UserChanged.class).what()).isEqualTo(Trait.REAL_NAME);
		assertThat(talk.last(IrcEvent.Numeric.class).code()).isEqualTo(305);
	}

	@Test
	void knowsWhoIsInAChannel() {
		Talk talk = Talk.registered("multi-prefix userhost-in-names");
		talk.holds("""
				S: :bot!b@h JOIN #a
				S: :s 332 bot #a :The topic
				S: :s 353 bot = #a :@+amy!a@h joe!j@h
				S: :s 353 bot = #a :+eve bot
				S: :s 366 bot #a :End
				S: :s 324 bot #a +ntk key
				S: :amy!a@h MODE #a +lb-t+o 10 *!*@x joe
				S: :amy!a@h MODE #a -v amy
				S: :eve!e@h NICK eva
				S: :new!n@h JOIN #A
				""");
		assertThat(channel(talk, "#A"))
			.contains(new IrcChannel("#a", "The topic", Map.of('n', "", 'k', "key", 'l', "10"),
					Map.of("amy", "@", "joe", "@", "eva", "+", "bot", "", "new", "")));
		assertThat(channel(talk, "#a").orElseThrow().isOperator("amy")).isTrue();
		talk.holds("""
				S: :amy!a@h KICK #a joe :out
				S: :eva!e@h QUIT :gone
				S: :new!n@h PART #a
				S: :bot!b@h NICK robot
				S: :amy!a@h TOPIC #a :
				""");
		assertThat(channel(talk, "#a").orElseThrow().members()).containsOnlyKeys("amy", "robot");
		assertThat(channel(talk, "#a").orElseThrow().topic()).isEmpty();
		assertThat(talk.commands().nick()).isEqualTo("robot");
		talk.holds("S: :amy!a@h KICK #a robot :out");
		assertThat(channel(talk, "#a")).isEmpty();
	}

	@Test
	void followsNothingThatWasBefore() {
		Talk talk = Talk.registered("batch draft/chathistory");
		talk.holds("""
				S: :bot!b@h JOIN #a
				S: :s BATCH +1 chathistory #a
				S: @batch=1 :bot!b@h PART #a
				S: @batch=1 :amy!a@h PRIVMSG #a :\u0001PING 1\u0001
				S: :s BATCH -1
				<silence>
				""");
		assertThat(channel(talk, "#a")).isPresent();
	}

	@Test
	void boundsWhatAServerMakesItKeep() {
		IrcLimits limits = new IrcLimits(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofSeconds(30), 5,
				Duration.ofSeconds(2), 3, 10, 10, 2, 3);
		Talk talk = Talk.registered("batch", (client) -> client.limits(limits));
		for (int i = 0; i < 200; i++) {
			talk.holds("S: :bot!b@h JOIN #c" + i + "\nS: :s 353 bot = #c0 :n" + i + "\nS: :s 005 bot T" + i + "=1 :x"
					+ "\nS: :s BATCH +b" + i + " chathistory #x\nS: :s MODE #c0 +" + (char) (200 + i) + " x");
		}
		assertThat(channel(talk, "#c1")).isPresent();
		assertThat(channel(talk, "#c2")).isEmpty();
		assertThat(channel(talk, "#c0").orElseThrow().members()).hasSize(3);
		assertThat(channel(talk, "#c0").orElseThrow().modes()).hasSize(52);
	}

	@Test
	void answersProgramsNowAndThen() {
		Talk talk = Talk.registered("", (client) -> client.version("Torsion"));
		String version = "S: :amy!a@h PRIVMSG bot :\u0001VERSION\u0001\n";
		talk.holds(version + "C: NOTICE amy :\u0001VERSION Torsion\u0001\n"
				+ "S: :amy!a@h PRIVMSG bot :\u0001PING 12 34\u0001\n" + "C: NOTICE amy :\u0001PING 12 34\u0001\n"
				+ version + "C: NOTICE …\n" + version + version + "<silence>\n<5s>\n" + version + "C: NOTICE …");
		talk.holds("<5s>\nS: :amy!a@h NOTICE bot :\u0001VERSION\u0001\nS: :amy!a@h PRIVMSG bot :\u0001TIME\u0001\n"
				+ "S: :bot!b@h PRIVMSG bot :\u0001VERSION\u0001\n<silence>");
		assertThat(talk.last(IrcEvent.Ctcp.class).command()).isEqualTo("VERSION");
	}

	@Test
	void keepsTheConnectionAliveAndSeesItsEnd() {
		Talk talk = Talk.registered("");
		talk.holds("""
				S: PING :some token
				C: PONG :some token
				<idle>
				C: PING torsion
				S: :s PONG s torsion
				<idle>
				C: PING torsion
				<idle>
				<closed>
				<gone>
				""");
		assertThat(talk.last(IrcEvent.Disconnected.class).cause()).isNotNull();
		assertThat(talk.commands).isNull();
	}

	@Test
	void tellsWhyTheServerEndsIt() {
		Talk talk = Talk.registered("");
		talk.holds("S: ERROR :Closing Link: flood\n<gone>");
		assertThat(talk.last(IrcEvent.Disconnected.class).cause()).hasMessageContaining("flood");
	}

	@Test
	void saysGoodbye() {
		Talk.registered("").holds("<leaving>\nC: QUIT\n<closed>");
	}

	@Test
	void readsTextThatIsNotUtf8AsItWasUsual() {
		Talk talk = Talk.registered("");
		talk.send(":amy!a@h PRIVMSG #a :\u00e9t\u00e9\r\n".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(talk.last(IrcEvent.Message.class).text()).isEqualTo("\u00e9t\u00e9");
	}

	@Test
	void goesOnAfterLinesThatAreNone() {
		Talk talk = Talk.registered("");
		talk.send("\r\n \r\n:x\r\n@a\r\nPRIV\0MSG\r\n".getBytes(StandardCharsets.US_ASCII));
		talk.send((":s NOTICE bot :" + "x".repeat(20_000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		talk.send(("@a=" + "x".repeat(8_190) + " :s NOTICE bot :y\r\n").getBytes(StandardCharsets.US_ASCII));
		assertThat(talk.events).isEmpty();
		talk.holds("S: PING a\nC: PONG a");
	}

	@Test
	void takesLinesInAnyPieces() {
		Talk talk = Talk.registered("");
		for (byte each : ":amy!a@h PRIVMSG #a :one\r\n:amy!a@h PRIVMSG #a :two\n".getBytes(StandardCharsets.US_ASCII)) {
			talk.send(new byte[] { each });
		}
		assertThat(talk.events).map((event) -> ((IrcEvent.Message) event).text()).isEqualTo(List.of("one", "two"));
	}

	private static Optional<IrcChannel> channel(Talk talk, String name) {
		return talk.commands().channel(name).blockOptional();
	}

}
