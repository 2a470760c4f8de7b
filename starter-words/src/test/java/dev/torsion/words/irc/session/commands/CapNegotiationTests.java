package dev.torsion.words.irc.session.commands;

import java.util.List;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CapNegotiationTests {

	private final IrcFixture irc = new IrcFixture();

	@Test
	void listsAllWithValuesInSeveralLines() {
		IrcFixture.Client alice = this.irc.connectPrivately("alice");
		alice.send("CAP LS 302");
		List<String> lines = alice.read();
		assertThat(lines).hasSizeGreaterThan(1).allMatch((line) -> line.length() <= 510);
		assertThat(lines.subList(0, lines.size() - 1)).allMatch((line) -> line.startsWith(":irc.example CAP * LS * :"));
		assertThat(lines.get(lines.size() - 1)).startsWith(":irc.example CAP * LS :");
		assertThat(String.join(" ", lines)).contains("sasl=").contains("PLAIN").contains("message-tags");
	}

	@Test
	void listsWhatOldClientsKnowInOneLine() {
		IrcFixture.Client alice = this.irc.connectPrivately("alice");
		alice.send("CAP LS");
		assertThat(alice.read()).hasSize(1)
			.first()
			.asString()
			.startsWith(":irc.example CAP * LS :")
			.contains(" sasl ")
			.doesNotContain("=")
			.doesNotContain("draft/")
			.hasSizeLessThanOrEqualTo(510);
	}

	@Test
	void offersNoLoginToWhomOthersCouldOverhear() {
		IrcFixture.Client alice = this.irc.connect("alice");
		alice.send("CAP LS 302");
		assertThat(String.join(" ", alice.read())).doesNotContain("sasl");
		this.irc.holds("""
				alice: CAP REQ sasl
				alice< $server CAP * NAK sasl
				""");
	}

	@Test
	void takesAllOrNothing() {
		this.irc.connect("alice");
		this.irc.holds("""
				alice: CAP REQ :multi-prefix nonsense
				alice< $server CAP * NAK :multi-prefix nonsense
				alice: CAP LIST
				alice< $server CAP * LIST :
				alice: CAP REQ :multi-prefix server-time
				alice< $server CAP * ACK :multi-prefix server-time
				alice: CAP REQ :-server-time
				alice< $server CAP * ACK -server-time
				alice: CAP LIST
				alice< $server CAP * LIST multi-prefix
				""");
	}

	@Test
	void doesNotTakeBackWhatNewClientsHaveUnasked() {
		this.irc.connect("alice");
		this.irc.given("alice: CAP LS 302");
		this.irc.holds("""
				alice: CAP LIST
				alice< $server CAP * LIST cap-notify
				alice: CAP REQ -cap-notify
				alice< $server CAP * NAK -cap-notify
				""");
	}

	@Test
	void letsNobodyInWhoStillNegotiates() {
		IrcFixture.Client alice = this.irc.connect("alice");
		this.irc.given("alice: CAP LS 302");
		this.irc.holds("""
				alice: NICK alice
				alice: USER alice 0 * :Alice
				""");
		alice.send("CAP END");
		assertThat(alice.read()).first().asString().startsWith(":irc.example 001 alice ");
	}

	@Test
	void goesOnAfterRegistration() {
		this.irc.register("alice");
		this.irc.holds("""
				alice: CAP REQ away-notify
				alice< $server CAP alice ACK away-notify
				alice: CAP END
				""");
		assertThat(this.irc.session("alice").has(Cap.AWAY_NOTIFY)).isTrue();
	}

	@Test
	void refusesWhatItDoesNotKnow() {
		this.irc.connect("alice");
		this.irc.holds("""
				alice: CAP NONSENSE
				alice< $server 410 * NONSENSE :Invalid CAP command
				alice: CAP
				alice< $server 461 * CAP :Not enough parameters
				""");
	}

}
