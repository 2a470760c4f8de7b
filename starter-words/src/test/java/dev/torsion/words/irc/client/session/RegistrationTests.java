package dev.torsion.words.irc.client.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.torsion.net.test.RecordingTransport;
import dev.torsion.words.irc.client.IrcClientBuilder;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTests {

	private static final String GREETING = """
			C: CAP LS 302
			C: NICK bot
			C: USER bot 0 * bot
			""";

	@Test
	void asksForWhatTheServerHas() {
		Talk talk = Talk.plain(UnaryOperator.identity());
		talk.holds(GREETING + """
				S: :s CAP * LS * :multi-prefix example.org/unknown server-time=x
				<silence>
				S: :s CAP * LS :batch sasl=PLAIN
				C: CAP REQ :server-time batch multi-prefix
				S: :s CAP bot ACK :server-time batch multi-prefix
				C: CAP END
				S: :s 001 bot :Welcome
				<silence>
				S: :s 376 bot :End of the message
				""");
		assertThat(talk.events.get(0)).isInstanceOf(IrcEvent.Connected.class);
		assertThat(talk.last(IrcEvent.Registered.class).nick()).isEqualTo("bot");
		assertThat(talk.commands().nick()).isEqualTo("bot");
	}

	@Test
	void goesOnWithServersThatKnowNoCapabilities() {
		Talk talk = Talk.plain(UnaryOperator.identity());
		talk.holds(GREETING + """
				S: :s 421 bot CAP :Unknown command
				S: :s 001 robot :Welcome
				S: :s 422 robot :No message of the day
				""");
		assertThat(talk.last(IrcEvent.Registered.class).nick()).isEqualTo("robot");
	}

	@Test
	void asksForEachAloneIfTheServerRefusesThemTogether() {
		Talk.plain(UnaryOperator.identity()).holds(GREETING + """
				S: :s CAP * LS :batch server-time
				C: CAP REQ :server-time batch
				S: :s CAP * NAK :server-time batch
				C: CAP REQ server-time
				C: CAP REQ batch
				S: :s CAP * NAK :server-time
				S: :s CAP * ACK :batch
				C: CAP END
				""");
	}

	@Test
	void takesUpWhatComesLater() {
		Talk talk = Talk.registered("cap-notify");
		talk.holds("""
				S: :s CAP bot NEW :batch unknown
				C: CAP REQ batch
				S: :s CAP bot ACK :batch
				S: :s CAP bot DEL :batch
				S: :s CAP bot NEW :batch
				C: CAP REQ batch
				""");
	}

	@Test
	void takesAnotherNickIfSomebodyHasIt() {
		Talk talk = Talk.plain((client) -> client.nick("bot", "robot"));
		talk.holds(GREETING + """
				S: :s 433 * bot :Nickname is already in use
				C: NICK robot
				S: :s 433 * robot :Nickname is already in use
				C: NICK bot_
				S: :s 437 * bot_ :Nickname is unavailable
				C: NICK bot__
				S: :s 433 * bot__ :Nickname is already in use
				C: NICK bot2
				S: :s 001 bot2 :Welcome
				S: :s 376 bot2 :End
				""");
		assertThat(talk.commands().nick()).isEqualTo("bot2");
	}

	@Test
	void takesItsNickBackWhenItIsFree() {
		Talk talk = Talk.plain(UnaryOperator.identity());
		talk.holds(GREETING + """
				S: :s 433 * bot :Nickname is already in use
				C: NICK bot_
				S: :s 001 bot_ :Welcome
				S: :s 376 bot_ :End
				S: :amy!a@h QUIT :bye
				<silence>
				S: :bot!b@h QUIT :Ping timeout
				C: NICK bot
				S: :bot_!b@h NICK bot
				S: :bot!b@h NICK other
				<silence>
				""");
		assertThat(talk.commands().nick()).isEqualTo("other");
	}

	@Test
	void givesUpWhenEveryNickIsTaken() {
		Talk talk = Talk.plain(UnaryOperator.identity());
		talk.holds(GREETING);
		for (int i = 0; i < 30 && !talk.transport.isClosed(); i++) {
			talk.transport.takeWritten();
			talk.send(":s 433 * x :Taken\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		talk.holds("<closed>\n<gone>");
		assertThat(failure(talk).code()).isEqualTo("433");
	}

	@Test
	void logsInByTheBestMechanismThatTheServerHas() {
		Talk.plain((client) -> client.login("amy", "secret")).holds(GREETING + """
				S: :s CAP * LS :sasl=EXTERNAL,SCRAM-SHA-256,PLAIN
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				C: AUTHENTICATE SCRAM-SHA-256
				S: AUTHENTICATE +
				C: AUTHENTICATE biwsbj1hbXkscj…
				""");
	}

	@Test
	void saysAPasswordInsideOfTls() {
		String response = Base64.getEncoder().encodeToString("\0amy\0secret".getBytes(StandardCharsets.UTF_8));
		Talk.plain((client) -> client.login("amy", "secret")).holds(GREETING + """
				S: :s CAP * LS :sasl=PLAIN
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				C: AUTHENTICATE PLAIN
				S: AUTHENTICATE +
				C: AUTHENTICATE %s
				S: :s 900 bot bot!bot@h amy :You are now logged in as amy
				S: :s 903 bot :SASL authentication successful
				C: CAP END
				S: :s 001 bot :Welcome
				""".formatted(response));
	}

	@Test
	void saysNoPasswordInPlainText() {
		Talk talk = new Talk(new RecordingTransport(), (client) -> client.login("amy", "secret").plainTextAnywhere());
		talk.holds(GREETING + """
				S: :s CAP * LS :sasl=PLAIN
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				<closed>
				<gone>
				""");
		assertThat(failure(talk).reason()).isEqualTo(Reason.LOGIN);
		Talk other = new Talk(new RecordingTransport(),
				(client) -> client.serverPassword("secret").plainTextAnywhere());
		other.holds("C: CAP LS 302\n<closed>");
	}

	@Test
	void saysThePasswordOfTheServerToThisMachine() throws Exception {
		InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6667);
		Talk talk = new Talk(new RecordingTransport().from(loopback, null),
				(client) -> client.serverPassword("open sesame").plainTextAnywhere());
		talk.holds("C: CAP LS 302\nC: PASS :open sesame\nC: NICK bot\nC: USER bot 0 * bot");
	}

	@Test
	void saysNothingAtAllInPlainTextToAnotherMachine() {
		Talk talk = new Talk(new RecordingTransport(), UnaryOperator.identity());
		talk.holds("<silence>\n<closed>\n<gone>");
		assertThat(failure(talk).reason()).isEqualTo(Reason.INSECURE);
	}

	@Test
	void showsItsCertificate() {
		Talk.plain((client) -> client.certificateLogin("amy")).holds(GREETING + """
				S: :s CAP * LS :sasl=PLAIN,EXTERNAL
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				C: AUTHENTICATE EXTERNAL
				S: AUTHENTICATE +
				C: AUTHENTICATE +
				S: :s 903 bot :SASL authentication successful
				C: CAP END
				""");
	}

	@Test
	void goesNoFurtherIfTheLoginFails() {
		Talk talk = Talk.plain((client) -> client.login("amy", "secret"));
		talk.holds(GREETING + """
				S: :s CAP * LS :sasl=PLAIN
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				C: AUTHENTICATE PLAIN
				S: AUTHENTICATE +
				C: AUTHENTICATE …
				S: :s 904 bot :SASL authentication failed
				<closed>
				<gone>
				""");
		assertThat(failure(talk).reason()).isEqualTo(Reason.LOGIN);
		assertThat(failure(talk)).hasMessageContaining("904").hasMessageNotContaining("secret");
	}

	@Test
	void goesNoFurtherIfTheServerHasNoLogin() {
		UnaryOperator<IrcClientBuilder> amy = (client) -> client.login("amy", "secret");
		Talk.plain(amy).holds(GREETING + "S: :s CAP * LS :batch\nC: CAP REQ batch\nS: :s CAP * ACK :batch\n<closed>");
		Talk.plain(amy).holds(GREETING + "S: :s 001 bot :Welcome\n<closed>");
	}

	@Test
	void triesAnotherMechanismIfTheServerNamesThem() {
		Talk.plain((client) -> client.login("amy", "secret")).holds(GREETING + """
				S: :s CAP * LS :sasl
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				C: AUTHENTICATE SCRAM-SHA-256
				S: :s 908 bot PLAIN,EXTERNAL :are available SASL mechanisms
				S: :s 904 bot :SASL authentication failed
				C: AUTHENTICATE PLAIN
				""");
	}

	@Test
	void believesNoServerThatHasNotProvedToKnowThePassword() {
		Talk talk = Talk.plain((client) -> client.login("amy", "secret"));
		talk.holds(GREETING + """
				S: :s CAP * LS :sasl=SCRAM-SHA-256
				C: CAP REQ sasl
				S: :s CAP * ACK :sasl
				C: AUTHENTICATE SCRAM-SHA-256
				S: AUTHENTICATE +
				C: AUTHENTICATE …
				S: :s 903 bot :SASL authentication successful
				<closed>
				<gone>
				""");
		assertThat(failure(talk).reason()).isEqualTo(Reason.LOGIN);
	}

	@Test
	void waitsNoLongerThanItMay() {
		Talk talk = Talk.plain(UnaryOperator.identity());
		talk.holds(GREETING + "<29s>\n<silence>\n<2s>\n<closed>\n<gone>");
		assertThat(failure(talk).reason()).isEqualTo(Reason.TIMEOUT);
	}

	private static IrcException failure(Talk talk) {
		Throwable cause = talk.last(IrcEvent.Disconnected.class).cause();
		assertThat(cause).isInstanceOf(IrcException.class);
		return (IrcException) Objects.requireNonNull(cause);
	}

}
