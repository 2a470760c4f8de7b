package dev.torsion.words.irc.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.torsion.net.test.RecordingTransport;
import dev.torsion.words.irc.session.commands.StandardCommands;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationTests {

	private final IrcFixture irc = new IrcFixture();

	@Test
	void letsOneOfAThousandHaveANickname() {
		List<IrcFixture.Client> clients = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			IrcFixture.Client client = this.irc.connect("c" + i);
			client.send("NICK wanted");
			clients.add(client);
		}
		clients.forEach((client) -> client.send("USER u 0 * :U"));
		List<String> first = clients.stream().map((client) -> client.read().get(0)).toList();
		assertThat(first).filteredOn((line) -> line.contains(" 001 wanted ")).hasSize(1);
		assertThat(first).filteredOn((line) -> line.contains(" 433 * wanted ")).hasSize(999);
		assertThat(this.irc.participants().size()).isEqualTo(1);
		clients.get(999).send("NICK another");
		assertThat(clients.get(999).read()).first().asString().contains(" 001 another ");
	}

	@Test
	void waitsForNobodyForEver() {
		IrcFixture.Client client = this.irc.connect("a");
		client.send("NICK a");
		client.transport().eventLoop().advance(Duration.ofSeconds(59));
		assertThat(client.transport().isClosed()).isFalse();
		client.transport().eventLoop().advance(Duration.ofSeconds(1));
		assertThat(client.read()).containsExactly("ERROR :Closing Link: localhost (Registration timeout)");
		assertThat(client.transport().isClosed()).isTrue();
		assertThat(this.irc.server().counts().unregistered()).isZero();
	}

	@Test
	void asksWhoIsSilentAndThenEndsIt() {
		IrcFixture.Client client = this.irc.register("a");
		client.conversation().holds("""
				<idle>
				S: PING irc.example
				C: PONG irc.example
				<idle>
				S: PING irc.example
				<idle>
				S: ERROR :Closing Link: localhost (Ping timeout)
				<closed>
				""");
		assertThat(this.irc.participants().find("a")).isNull();
	}

	@Test
	void refusesWhatIsTooLongOrNoText() {
		this.irc.register("a");
		this.irc.holds("""
				a: @%s TAGMSG a
				a< $server 417 a :Input line was too long
				a: PRIVMSG a :%s
				a< $server 417 a :Input line was too long
				""".formatted("+x=" + "y".repeat(4094), "z".repeat(511)));
		this.irc.client("a").conversation().send(new byte[] { 'P', 'I', 'N', 'G', ' ', (byte) 0xFF, '\r', '\n' });
		this.irc.holds("a< $server FAIL * INVALID_UTF8 :Message rejected, it is not UTF-8");
	}

	@Test
	void takesAsManyTagsAsALineMayHave() {
		this.irc.register("a");
		StringBuilder tags = new StringBuilder();
		while (tags.length() < 4000) {
			tags.append("+").append(Integer.toString(tags.length(), Character.MAX_RADIX)).append(';');
		}
		this.irc.holds("""
				a: @%s PING x
				a< $server PONG irc.example x
				""".formatted(tags));
	}

	@Test
	void letsAClientWaitThatIsTooFast() {
		IrcSettings of = IrcFixture.settings();
		IrcSettings slow = new IrcSettings(of.name(), of.network(), of.motd(), of.caps(), of.limits(),
				new IrcSettings.Flood(4, Duration.ofSeconds(1)), null, false, false);
		IrcFixture slowly = new IrcFixture(StandardCommands.all(), slow);
		IrcFixture.Client client = slowly.register("a");
		client.send("TIME");
		client.send("PING x");
		assertThat(client.read()).hasSize(2);
		for (String line : List.of("TIME", "\u00e4", "PING y")) {
			client.send(line);
			assertThat(client.read()).isEmpty();
			slowly.advance(Duration.ofSeconds(1));
			client.transport().eventLoop().advance(Duration.ofSeconds(1));
			assertThat(client.read()).as(line).hasSize(1);
		}
		assertThat(slowly.server().counts().commandsHeld()).isEqualTo(3);
	}

	@Test
	void asksThoseWhoHaveASay() {
		Admission closed = (session, nick) -> nick.equals("bad")
				? Mono.error(new IrcException(Numeric.ERR_ERRONEUSNICKNAME, nick, "Not here")) : Mono.empty();
		IrcFixture picky = new IrcFixture(StandardCommands.all(), IrcFixture.settings(), List.of(closed));
		picky.connect("a");
		picky.holds("""
				a: NICK bad
				a: USER a 0 * :A
				a< $server 432 * bad :Not here
				""");
		assertThat(picky.server().counts().refusals()).isEqualTo(1);
		picky.client("a").send("NICK good");
		assertThat(picky.client("a").read()).first().asString().contains(" 001 good ");
		picky.holds("""
				a: NICK bad
				a< $server 432 good bad :Not here
				""");
	}

	@Test
	void hidesAddressesBehindCloaks() throws Exception {
		IrcSettings of = IrcFixture.settings();
		IrcSettings cloaking = new IrcSettings(of.name(), of.network(), of.motd(), Set.of(), of.limits(), of.flood(),
				null, false, true);
		IrcFixture cloaked = new IrcFixture(StandardCommands.all(), cloaking);
		InetAddress address = InetAddress.getByAddress(new byte[] { (byte) 192, 0, 2, 7 });
		IrcFixture.Client client = cloaked.connect("a",
				new RecordingTransport().from(new InetSocketAddress(address, 1), null));
		client.send("NICK a");
		client.send("USER a 0 * :A");
		assertThat(client.read()).noneMatch((line) -> line.contains("192.0.2.7"))
			.anyMatch((line) -> line.contains(".ip"));
	}

	@Test
	void tellsWhatIsMissing() {
		this.irc.connect("a");
		this.irc.holds("""
				a: JOIN #a
				a< $server 451 * :You have not registered
				a: NICK
				a< $server 431 * :No nickname given
				a: NICK 1bad
				a< $server 432 * 1bad :Erroneous nickname
				a: USER a 0 *
				a< $server 461 * USER :Not enough parameters
				a: USER a 0 * :
				a< $server 461 * USER :Not enough parameters
				""");
	}

}
