package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RenameTests {

	private final IrcFixture irc = new IrcFixture();

	@BeforeEach
	void meet() {
		this.irc.register("alice", Cap.CHANNEL_RENAME, Cap.CHATHISTORY);
		this.irc.register("bob");
		this.irc.register("carol");
		this.irc.given("""
				alice: JOIN #a
				bob: JOIN #a
				alice: TOPIC #a letters
				bob: PRIVMSG #a before
				""");
	}

	@Test
	void tellsWhoDoesNotKnowThatChannelsAreRenamedThatItHasMoved() {
		this.irc.holds("""
				alice: RENAME #a #b :a better name
				alice< :alice!~alice@localhost RENAME #a #b :a better name
				bob< :bob!~bob@localhost PART #a :Changing channel name: a better name
				bob< :bob!~bob@localhost JOIN #b
				bob< $server 332 bob #b letters
				bob< $server 333 …
				bob< $server 353 bob = #b …
				bob< $server 366 bob #b :End of /NAMES list
				bob: PRIVMSG #b after
				alice< :bob!~bob@localhost PRIVMSG #b after
				""");
	}

	@Test
	void leavesTheOldNameFreeAndTakesTheHistoryAlong() {
		this.irc.given("""
				alice: RENAME #a #b
				bob: PRIVMSG #b after
				""");
		this.irc.holds("""
				alice: CHATHISTORY LATEST #b * 10
				alice< :bob!~bob@localhost PRIVMSG #b before
				alice< :bob!~bob@localhost PRIVMSG #b after
				carol: JOIN #a
				carol< :carol!~carol@localhost JOIN #a
				carol< $server 353 carol = #a @carol
				carol< $server 366 …
				carol: CHATHISTORY LATEST #a * 10
				""");
	}

	@Test
	void changesTheCaseOfAName() {
		this.irc.given("alice: RENAME #a #A");
		assertThat(this.irc.room("a").name()).isEqualTo("A");
		assertThat(this.irc.room("a").size()).isEqualTo(2);
	}

	@Test
	void refusesToRename() {
		this.irc.given("carol: JOIN #c");
		this.irc.holds("""
				bob: RENAME #a #b
				bob< $server 482 bob #a :You're not channel operator
				carol: RENAME #a #b
				carol< $server 442 carol #a :You're not on that channel
				alice: RENAME #b #a
				alice< $server 403 alice #b :No such channel
				alice: RENAME #a #C
				alice< $server FAIL RENAME CHANNEL_NAME_IN_USE #a #C :There is a channel of that name
				alice: RENAME #a b
				alice< $server FAIL RENAME CANNOT_RENAME #a b :No channel may be called that
				alice: RENAME #a #b:c
				alice< $server FAIL RENAME CANNOT_RENAME #a #b:c :No channel may be called that
				carol: JOIN #b
				carol< :carol!~carol@localhost JOIN #b
				carol< $server 353 …
				carol< $server 366 …
				""");
	}

}
