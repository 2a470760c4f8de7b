package dev.torsion.words.irc.session.commands;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.words.irc.session.IrcFixture;
import dev.torsion.words.irc.session.access.PasswordAdmission;
import dev.torsion.words.irc.session.access.ReservedNicks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTests {

	private final IrcFixture irc = new IrcFixture(StandardCommands.all(), IrcFixture.settings(),
			List.of(new PasswordAdmission("open sesame"), new ReservedNicks(accounts("jane", "oper"))));

	@BeforeEach
	void makeAccounts() {
		this.irc.portal().account("jane", "secret").account("oper", "top");
	}

	private static Accounts accounts(String... names) {
		List<Account> accounts = Arrays.stream(names)
			.map((name) -> Account.of(name, List.of(), AccountStatus.ACTIVE, List.of()))
			.toList();
		return new Accounts(List.of(new MemoryAccountStore(accounts)));
	}

	private static String plain(String account, String password) {
		return Base64.getEncoder().encodeToString(("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8));
	}

	private void hold(String script, Object... values) {
		this.irc.holds(script.formatted(values));
	}

	@Test
	void logsInBySasl() {
		this.irc.connectPrivately("a");
		hold("""
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE %s
				a< $server 900 * *!*@localhost jane :You are now logged in as jane
				a< $server 903 * :SASL authentication successful
				""", plain("jane", "secret"));
	}

	@Test
	void logsInAgainAsSomebodyElse() {
		this.irc.connectPrivately("a");
		hold("""
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE %s
				a< $server 900 * *!*@localhost jane :You are now logged in as jane
				a< $server 903 * :SASL authentication successful
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE %s
				a< $server 900 * *!*@localhost oper :You are now logged in as oper
				a< $server 903 * :SASL authentication successful
				""", plain("jane", "secret"), plain("oper", "top"));
	}

	@Test
	void answersAWrongPasswordAndAnUnknownAccountAlike() {
		this.irc.connectPrivately("a");
		for (String guess : List.of(plain("jane", "wrong"), plain("nobody", "wrong"), "!!!", "AAAA")) {
			hold("""
					a: AUTHENTICATE PLAIN
					a< AUTHENTICATE +
					a: AUTHENTICATE %s
					a< $server 904 * :SASL authentication failed
					""", guess);
		}
	}

	@Test
	void letsALoginBeGivenUp() {
		this.irc.connectPrivately("a");
		hold("""
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE *
				a< $server 906 * :SASL authentication aborted
				a: AUTHENTICATE *
				a< $server 906 * :SASL authentication aborted
				""");
	}

	@Test
	void refusesPiecesThatAreTooLong() {
		this.irc.connectPrivately("a");
		hold("""
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE %s
				a< $server 905 * :SASL message too long
				""", "A".repeat(401));
	}

	@Test
	void refusesTooManyPieces() {
		IrcFixture.Client client = this.irc.connectPrivately("a");
		hold("""
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				""");
		int pieces = 0;
		List<String> answer = List.of();
		while (answer.isEmpty() && pieces++ < 100) {
			client.send("AUTHENTICATE " + "A".repeat(400));
			answer = client.read();
		}
		assertThat(answer).containsExactly(":irc.example 904 * :SASL authentication failed");
		assertThat(pieces * 400).isBetween(12_288, 12_288 + 400);
	}

	@Test
	void putsPiecesTogether() {
		this.irc.connectPrivately("a");
		this.irc.portal().account("jane", "x".repeat(294));
		String blob = plain("jane", "x".repeat(294));
		assertThat(blob).hasSize(400);
		hold("""
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE %s
				a: AUTHENTICATE +
				a< $server 900 * *!*@localhost jane :You are now logged in as jane
				a< $server 903 * :SASL authentication successful
				""", blob);
	}

	@Test
	void asksForNoPasswordThatOthersCouldRead() {
		this.irc.connect("a");
		hold("""
				a: AUTHENTICATE PLAIN
				a< $server 908 * …
				a< $server 904 * :SASL authentication failed
				""");
	}

	@Test
	void letsInWhoKnowsThePasswordOfTheServer() {
		IrcFixture.Client client = this.irc.connect("bob");
		this.irc.holds("""
				bob: PASS :open sesame
				bob: NICK bob
				""");
		client.send("USER bob 0 * :Bob");
		assertThat(client.read()).first().asString().startsWith(":irc.example 001 bob ");
	}

	@Test
	void letsNobodyElseIn() {
		for (String first : List.of("PING", "PASS wrong", "PASS jane:secret")) {
			IrcFixture.Client client = this.irc.connect("bob");
			this.irc.given("bob: " + first);
			this.irc.holds("""
					bob: NICK bob
					bob: USER bob 0 * :Bob
					bob< $server 464 * :Password incorrect
					bob< ERROR :Closing Link: localhost (Bad password)
					""");
			assertThat(client.transport().isClosed()).isTrue();
		}
	}

	@Test
	void takesPassForALoginInPrivate() {
		IrcFixture.Client client = this.irc.connectPrivately("jane");
		this.irc.holds("""
				jane: PASS jane:secret
				jane: NICK jane
				""");
		client.send("USER jane 0 * :Jane");
		assertThat(client.read()).startsWith(":irc.example 900 * *!~jane@localhost jane :You are now logged in as jane",
				":irc.example 001 jane :Welcome to the Example Network, jane!~jane@localhost");
	}

	@Test
	void refusesAWrongLoginByPass() {
		this.irc.connectPrivately("jane");
		this.irc.holds("""
				jane: PASS jane:wrong
				jane: NICK jane
				jane: USER jane 0 * :Jane
				jane< $server 464 * :Password incorrect
				jane< ERROR :Closing Link: localhost (Bad password)
				""");
	}

	@Test
	void keepsANicknameForWhoHasItsAccount() {
		IrcFixture.Client client = this.irc.connectPrivately("a");
		this.irc.holds("""
				a: PASS :open sesame
				a: NICK Jane
				a: USER a 0 * :A
				a< $server 433 * Jane :Nickname is reserved: log in to its account first
				""");
		client.send("NICK other");
		assertThat(client.read()).first().asString().startsWith(":irc.example 001 other ");
		hold("""
				a: NICK jane
				a< $server 433 other jane :Nickname is reserved: log in to its account first
				a: AUTHENTICATE PLAIN
				a< AUTHENTICATE +
				a: AUTHENTICATE %s
				a< $server 900 other other!~a@localhost jane :You are now logged in as jane
				a< $server 903 other :SASL authentication successful
				a: NICK jane
				a< :other!~a@localhost NICK jane
				""", plain("jane", "secret"));
	}

	@Test
	void makesOperatorsOfAccountsWithTheRole() {
		IrcFixture.Client client = this.irc.connectPrivately("a");
		client.send("PASS :open sesame");
		client.send("NICK a");
		client.send("USER a 0 * :A");
		client.read();
		this.irc.holds("""
				a: KILL b
				a< $server 481 a :Permission Denied- You're not an IRC operator
				a: OPER jane secret
				a< $server 491 a :No O-lines for your host
				a: OPER oper wrong
				a< $server 464 a :Password incorrect
				a: OPER nobody wrong
				a< $server 464 a :Password incorrect
				a: OPER oper top
				a< $server 381 a :You are now an IRC operator
				a< :a!~a@localhost MODE a +o
				a: MODE a -o
				a< :a!~a@localhost MODE a -o
				""");
		assertThat(this.irc.server().counts().operators()).isZero();
	}

	@Test
	void makesNoOperatorsWhereOthersCouldReadThePassword() {
		IrcFixture.Client client = this.irc.connect("a");
		client.send("PASS :open sesame");
		client.send("NICK a");
		client.send("USER a 0 * :A");
		client.read();
		this.irc.holds("""
				a: OPER oper top
				a< $server 491 a :No O-lines for your host
				""");
	}

}
