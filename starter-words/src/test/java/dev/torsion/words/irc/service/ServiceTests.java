package dev.torsion.words.irc.service;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.Room;
import dev.torsion.words.irc.session.IrcCommand;
import dev.torsion.words.irc.session.IrcFixture;
import dev.torsion.words.irc.session.commands.StandardCommands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceTests {

	private final IrcFixture irc = new IrcFixture(commands());

	private static List<IrcCommand> commands() {
		List<IrcCommand> commands = new ArrayList<>(ServiceCommands.all(null));
		commands.addAll(StandardCommands.all());
		return commands;
	}

	@BeforeEach
	void meet() {
		this.irc.portal().account("jane", "secret");
		IrcFixture.Client jane = this.irc.connectPrivately("jane");
		jane.send("NICK jane");
		jane.send("USER jane 0 * :Jane");
		jane.read();
		this.irc.register("bob");
	}

	@Test
	void logsInAndOut() {
		this.irc.holds("""
				jane: PRIVMSG NickServ :IDENTIFY wrong
				jane< :NickServ!NickServ@irc.example NOTICE jane :Wrong account or password
				jane: NS IDENTIFY nobody wrong
				jane< :NickServ!NickServ@irc.example NOTICE jane :Wrong account or password
				jane: privmsg nickserv :identify jane secret
				jane< $server 900 jane jane!~jane@localhost jane :You are now logged in as jane
				jane< :NickServ!NickServ@irc.example NOTICE jane :You are logged in
				jane: NS INFO
				jane< :NickServ!NickServ@irc.example NOTICE jane :You are logged in as jane
				jane: NICKSERV LOGOUT
				jane< $server 901 jane jane!~jane@localhost :You are now logged out
				jane: NS LOGOUT
				jane< :NickServ!NickServ@irc.example NOTICE jane :You are not logged in
				""");
	}

	@Test
	void takesNoPasswordThatOthersCouldRead() {
		this.irc.holds("""
				bob: NS IDENTIFY jane secret
				bob< :NickServ!NickServ@irc.example NOTICE bob :Others could read your password: use TLS
				""");
	}

	@Test
	void makesNoAccountsUnlessTold() {
		this.irc.holds("""
				jane: NS REGISTER password
				jane< :NickServ!NickServ@irc.example NOTICE jane :Accounts are not made here
				""");
	}

	@Test
	void makesAConnectionOfOnesOwnGo() {
		this.irc.given("jane: NICK other");
		IrcFixture.Client stale = this.irc.register("JANE");
		this.irc.holds("""
				bob: NS GHOST jane
				bob< :NickServ!NickServ@irc.example NOTICE bob :That is none of your connections
				jane: NS GHOST jane
				jane< :NickServ!NickServ@irc.example NOTICE other :That is none of your connections
				""");
		this.irc.given("jane: NS IDENTIFY jane secret");
		this.irc.holds("""
				jane: NS GHOST bob
				jane< :NickServ!NickServ@irc.example NOTICE other :That is none of your connections
				jane: NS GHOST jane
				jane< :NickServ!NickServ@irc.example NOTICE other :It was made to go
				JANE< ERROR :Closing Link: localhost (Ghosted by other)
				""");
		assertThat(stale.transport().isClosed()).isTrue();
		assertThat(this.irc.participants().find("jane")).isNull();
	}

	@Test
	void givesChannelsToAccounts() {
		this.irc.given("""
				jane: JOIN #a
				bob: JOIN #a
				""");
		this.irc.holds("""
				jane: CS REGISTER #a
				jane< :ChanServ!ChanServ@irc.example NOTICE jane :Log in first
				""");
		this.irc.given("jane: NS IDENTIFY secret");
		this.irc.holds("""
				bob: CS REGISTER #a
				bob< :ChanServ!ChanServ@irc.example NOTICE bob :Log in first
				jane: PRIVMSG ChanServ :REGISTER #a
				jane< :ChanServ!ChanServ@irc.example NOTICE jane :The channel is yours
				jane: CS REGISTER #a
				jane< :ChanServ!ChanServ@irc.example NOTICE jane :The channel belongs to somebody
				bob: CS OP #a
				bob< :ChanServ!ChanServ@irc.example NOTICE bob :The channel is not yours
				bob: CS INFO #a
				bob< :ChanServ!ChanServ@irc.example NOTICE bob :#a belongs to jane
				jane: CS OP #a bob
				jane< :irc.example!irc.example@irc.example MODE #a +o bob
				bob< :irc.example!irc.example@irc.example MODE #a +o bob
				jane: CS DEOP #a nobody
				jane< :ChanServ!ChanServ@irc.example NOTICE jane :Nobody of that name is in the channel
				bob: CS DROP #a
				bob< :ChanServ!ChanServ@irc.example NOTICE bob :The channel is not yours
				""");
		Room room = this.irc.rooms().find("a");
		assertThat(room).isNotNull();
		assertThat(room.founder()).isEqualTo("jane");
		this.irc.holds("""
				jane: CS DROP #a
				jane< :ChanServ!ChanServ@irc.example NOTICE jane :The channel is nobody's
				""");
		assertThat(room.founder()).isNull();
	}

	@Test
	void hasNicknamesThatNobodyElseMayHave() {
		this.irc
			.holds("""
					bob: NICK nickserv
					bob< $server 432 bob nickserv :Nickname is reserved for a service
					bob: CS NONSENSE
					bob< :ChanServ!ChanServ@irc.example NOTICE bob :There is no such command. /msg ChanServ HELP lists those there are.
					bob: CS INFO #nowhere
					bob< :ChanServ!ChanServ@irc.example NOTICE bob :There is no such channel
					""");
	}

}
