package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.Test;

class JoinTests {

	private final IrcFixture irc = new IrcFixture();

	@Test
	void makesAChannelAndTellsItsMembers() {
		this.irc.register("alice");
		this.irc.register("bob");
		this.irc.holds("""
				alice: JOIN #a
				alice< :alice!~alice@localhost JOIN #a
				alice< $server 353 alice = #a @alice
				alice< $server 366 alice #a :End of /NAMES list
				bob: JOIN #A
				bob< :bob!~bob@localhost JOIN #a
				bob< $server 353 bob = #a …
				bob< $server 366 bob #a :End of /NAMES list
				alice< :bob!~bob@localhost JOIN #a
				""");
	}

}
