package dev.torsion.words.irc.session.commands;

import java.time.Duration;
import java.util.Arrays;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoomCommandTests {

	private final IrcFixture irc = new IrcFixture();

	@BeforeEach
	void meet() {
		this.irc.register("alice");
		this.irc.register("bob");
		this.irc.register("carol");
		this.irc.given("""
				alice: JOIN #a
				bob: JOIN #a
				""");
	}

	@Test
	void kicksSeveralWithAReasonOrTheNickname() {
		this.irc.given("carol: JOIN #a");
		this.irc.holds("""
				alice: KICK #a bob,carol :be quiet
				alice< :alice!~alice@localhost KICK #a bob :be quiet
				bob< :alice!~alice@localhost KICK #a bob :be quiet
				carol< :alice!~alice@localhost KICK #a bob :be quiet
				alice< :alice!~alice@localhost KICK #a carol :be quiet
				carol< :alice!~alice@localhost KICK #a carol :be quiet
				alice: KICK #a alice
				alice< :alice!~alice@localhost KICK #a alice alice
				""");
	}

	@Test
	void kicksOutOfSeveralChannels() {
		this.irc.given("""
				alice: JOIN #b
				carol: JOIN #b
				""");
		this.irc.holds("""
				alice: KICK #a,#b bob,carol
				alice< :alice!~alice@localhost KICK #a bob alice
				bob< :alice!~alice@localhost KICK #a bob alice
				alice< :alice!~alice@localhost KICK #b carol alice
				carol< :alice!~alice@localhost KICK #b carol alice
				""");
	}

	@Test
	void refusesToKick() {
		this.irc.holds("""
				alice: KICK #a
				alice< $server 461 alice KICK :Not enough parameters
				alice: KICK #b bob
				alice< $server 403 alice #b :No such channel
				alice: KICK #a nobody
				alice< $server 401 alice nobody :No such nick/channel
				alice: KICK #a carol
				alice< $server 441 alice carol #a :They aren't on that channel
				bob: KICK #a alice
				bob< $server 482 bob #a :You're not channel operator
				carol: KICK #a alice
				carol< $server 442 carol #a :You're not on that channel
				alice: KICK #a,#b,#c bob,carol
				alice< $server 461 alice KICK :Not enough parameters
				""");
	}

	@Test
	void invitesPastBansOnce() {
		this.irc.given("alice: MODE #a +bi carol");
		this.irc.holds("""
				alice: INVITE Carol #a
				alice< $server 341 alice carol #a
				carol< :alice!~alice@localhost INVITE carol #a
				carol: INVITE
				carol< $server 336 carol #a
				carol< $server 337 carol :End of /INVITE list
				carol: JOIN #a
				carol< :carol!~carol@localhost JOIN #a
				carol< $server 353 …
				carol< $server 366 …
				alice< :carol!~carol@localhost JOIN #a
				bob< :carol!~carol@localhost JOIN #a
				carol: INVITE
				carol< $server 337 carol :End of /INVITE list
				carol: PART #a
				carol< :carol!~carol@localhost PART #a
				alice< :carol!~carol@localhost PART #a
				bob< :carol!~carol@localhost PART #a
				carol: JOIN #a
				carol< $server 474 carol #a :Cannot join channel (+b)
				""");
	}

	@Test
	void tellsOperatorsWhoWantToKnowOfInvitations() {
		this.irc.register("dave", Cap.INVITE_NOTIFY);
		this.irc.register("erin", Cap.INVITE_NOTIFY);
		this.irc.given("""
				dave: JOIN #a
				erin: JOIN #a
				alice: MODE #a +o dave
				""");
		this.irc.participants().change(this.irc.participant("carol"), (profile) -> profile.withAway("lunch"));
		this.irc.holds("""
				bob: INVITE carol #a
				bob< $server 341 bob carol #a
				bob< $server 301 bob carol lunch
				carol< :bob!~bob@localhost INVITE carol #a
				dave< :bob!~bob@localhost INVITE carol #a
				""");
	}

	@Test
	void refusesToInvite() {
		this.irc.given("alice: MODE #a +i");
		this.irc.holds("""
				alice: INVITE carol
				alice< $server 461 alice INVITE :Not enough parameters
				alice: INVITE nobody #a
				alice< $server 401 alice nobody :No such nick/channel
				alice: INVITE carol #b
				alice< $server 403 alice #b :No such channel
				alice: INVITE bob #a
				alice< $server 443 alice bob #a :is already on channel
				bob: INVITE carol #a
				bob< $server 482 bob #a :You're not channel operator
				carol: INVITE carol #a
				carol< $server 442 carol #a :You're not on that channel
				""");
	}

	@Test
	void showsAndSetsTheTopic() {
		this.irc.holds("""
				bob: TOPIC #a
				bob< $server 331 bob #a :No topic is set
				bob: TOPIC #a :mine
				bob< $server 482 bob #a :You're not channel operator
				alice: TOPIC #A :all about a
				alice< :alice!~alice@localhost TOPIC #a :all about a
				bob< :alice!~alice@localhost TOPIC #a :all about a
				carol: TOPIC #a
				carol< $server 332 carol #a :all about a
				carol< $server 333 carol #a alice!~alice@localhost 1767323045
				alice: TOPIC #a :
				alice< :alice!~alice@localhost TOPIC #a :
				bob< :alice!~alice@localhost TOPIC #a :
				carol: TOPIC #b
				carol< $server 403 carol #b :No such channel
				carol: JOIN #a
				carol< :carol!~carol@localhost JOIN #a
				carol< $server 353 …
				carol< $server 366 …
				alice< :carol!~carol@localhost JOIN #a
				bob< :carol!~carol@localhost JOIN #a
				""");
	}

	@Test
	void cutsALongTopic() {
		this.irc.given("alice: TOPIC #a :" + "x".repeat(389) + "\uD83D\uDE00");
		assertThat(this.irc.room("a").topic().text()).isEqualTo("x".repeat(389));
	}

	@Test
	void namesMembers() {
		this.irc.register("dave", Cap.MULTI_PREFIX, Cap.USERHOST_IN_NAMES);
		this.irc.given("""
				alice: MODE #a +vs alice
				carol: JOIN #b
				alice: JOIN #c
				""");
		assertThat(names("alice", "NAMES #a")).isEqualTo("@ #a @alice bob");
		assertThat(names("dave", "NAMES #b")).isEqualTo("= #b @carol!~carol@localhost");
		this.irc.given("""
				alice: INVITE dave #a
				dave: JOIN #a
				""");
		assertThat(names("dave", "NAMES #A"))
			.isEqualTo("@ #a @+alice!~alice@localhost bob!~bob@localhost dave!~dave@localhost");
		this.irc.holds("""
				bob: NAMES #b,#c
				bob< $server 353 bob = #b @carol
				bob< $server 353 bob = #c @alice
				bob< $server 366 bob #b,#c :End of /NAMES list
				bob: NAMES nowhere
				bob< $server 366 bob nowhere :End of /NAMES list
				""");
	}

	private String names(String nick, String command) {
		this.irc.client(nick).send(command);
		String line = this.irc.client(nick).read().get(0);
		String[] words = line.substring(line.indexOf(nick + " ") + nick.length() + 1).split(" :?");
		Arrays.sort(words, 2, words.length);
		return String.join(" ", words);
	}

	@Test
	void listsChannels() {
		this.irc.given("alice: TOPIC #a :all about a");
		this.irc.advance(Duration.ofMinutes(10));
		this.irc.given("alice: JOIN #b");
		this.irc.advance(Duration.ofMillis(1));
		assertListed("LIST", "#a 2 :all about a", "#b 1 :");
		assertListed("LIST >1", "#a 2 :all about a");
		assertListed("LIST <2", "#b 1 :");
		assertListed("LIST #B", "#b 1 :");
		assertListed("LIST #a,#b", "#a 2 :all about a", "#b 1 :");
		assertListed("LIST *b", "#b 1 :");
		assertListed("LIST !*b", "#a 2 :all about a");
		assertListed("LIST C>5", "#a 2 :all about a");
		assertListed("LIST C<5", "#b 1 :");
		assertListed("LIST T>5", "#a 2 :all about a");
		assertListed("LIST T<5");
		assertListed("LIST C<0");
		assertListed("LIST >1,#b");
	}

	private void assertListed(String command, String... channels) {
		this.irc.client("carol").send(command);
		assertThat(this.irc.client("carol").read()).filteredOn((line) -> line.contains(" 322 "))
			.map((line) -> line.replace(":irc.example 322 carol ", ""))
			.containsExactlyInAnyOrder(channels);
	}

	@Test
	void joinsAndLeavesSeveral() {
		this.irc.given("alice: MODE #a +kl key 3");
		this.irc.holds("""
				carol: JOIN #a,#b,bad,#,#c:d other
				carol< $server 407 carol JOIN :Too many targets
				carol: JOIN #a,bad,#b wrong,,
				carol< $server 475 carol #a :Cannot join channel (+k)
				carol< $server 403 carol bad :No such channel
				carol< :carol!~carol@localhost JOIN #b
				carol< $server 353 carol = #b @carol
				carol< $server 366 carol #b :End of /NAMES list
				carol: JOIN #a key
				carol< :carol!~carol@localhost JOIN #a
				carol< $server 353 …
				carol< $server 366 …
				alice< :carol!~carol@localhost JOIN #a
				bob< :carol!~carol@localhost JOIN #a
				carol: JOIN #a
				carol: JOIN 0
				carol< :carol!~carol@localhost PART #b
				carol< :carol!~carol@localhost PART #a
				alice< :carol!~carol@localhost PART #a
				bob< :carol!~carol@localhost PART #a
				carol: PART #a,#b,#c
				carol< $server 442 carol #a :You're not on that channel
				carol< $server 403 carol #b :No such channel
				carol< $server 403 carol #c :No such channel
				bob: PART #a :so long
				alice< :bob!~bob@localhost PART #a :so long
				bob< :bob!~bob@localhost PART #a :so long
				""");
	}

	@Test
	void keepsOutWhoMayNotComeIn() {
		this.irc.given("""
				alice: MODE #a +l 2
				alice: JOIN #b,#c
				alice: MODE #b +i
				alice: MODE #c +R
				""");
		this.irc.holds("""
				carol: JOIN #a,#b,#c
				carol< $server 471 carol #a :Cannot join channel (+l)
				carol< $server 473 carol #b :Cannot join channel (+i)
				carol< $server 477 carol #c :Cannot join channel (+R)
				carol: JOIN #a:b
				carol< $server 403 carol #a:b :No such channel
				""");
		for (int i = 0; i < 20; i++) {
			this.irc.given("carol: JOIN #n" + i);
		}
		this.irc.holds("""
				carol: JOIN #more
				carol< $server 405 carol #more :You have joined too many channels
				""");
	}

	@Test
	void keepsNamesBackIfTheyAreNotWanted() {
		this.irc.register("dave", Cap.NO_IMPLICIT_NAMES, Cap.EXTENDED_JOIN);
		this.irc.holds("""
				dave: JOIN #d
				dave< :dave!~dave@localhost JOIN #d * :The real dave
				""");
	}

}
