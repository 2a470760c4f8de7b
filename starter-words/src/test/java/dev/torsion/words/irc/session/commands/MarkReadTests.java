package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkReadTests {

	private final IrcFixture irc = new IrcFixture();

	@BeforeEach
	void meet() {
		this.irc.registerAccount("alice", Cap.READ_MARKER);
		this.irc.register("bob", Cap.READ_MARKER);
	}

	@Test
	void keepsHowFarOneHasRead() {
		this.irc.holds("""
				alice: MARKREAD #a
				alice< $server MARKREAD #a *
				alice: MARKREAD #a timestamp=2019-01-04T14:33:26.123Z
				alice< $server MARKREAD #a timestamp=2019-01-04T14:33:26.123Z
				alice: MARKREAD #A timestamp=2019-01-01T00:00:00.000Z
				alice< $server MARKREAD #A timestamp=2019-01-04T14:33:26.123Z
				bob: MARKREAD #a
				bob< $server MARKREAD #a *
				""");
	}

	@Test
	void tellsItBeforeTheEndOfTheNames() {
		this.irc.given("alice: MARKREAD #a timestamp=2019-01-04T14:33:26.123Z");
		this.irc.given("alice: QUIT");
		this.irc.registerAccount("alice", Cap.READ_MARKER);
		this.irc.holds("""
				alice: JOIN #a
				alice< :alice!~alice@localhost JOIN #a
				alice< $server MARKREAD #a timestamp=2019-01-04T14:33:26.123Z
				alice< $server 353 alice = #a @alice
				alice< $server 366 alice #a :End of /NAMES list
				""");
	}

	@Test
	void keepsThoseOfOneWithoutAnAccountAsLongAsItIsConnected() {
		this.irc.holds("""
				bob: MARKREAD alice timestamp=2019-01-04T14:33:26.123Z
				bob< $server MARKREAD alice timestamp=2019-01-04T14:33:26.123Z
				alice: MARKREAD alice
				alice< $server MARKREAD alice *
				""");
	}

	@Test
	void refusesWhatIsNotWellFormed() {
		this.irc.holds("""
				alice: MARKREAD
				alice< $server FAIL MARKREAD NEED_MORE_PARAMS :Missing parameters
				alice: MARKREAD #a *
				alice< $server FAIL MARKREAD INVALID_PARAMS * :Invalid timestamp
				alice: MARKREAD #a timestamp=soon
				alice< $server FAIL MARKREAD INVALID_PARAMS timestamp=soon :Invalid timestamp
				""");
	}

}
