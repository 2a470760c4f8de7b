package dev.torsion.words.irc.session.commands;

import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelModeTests {

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
	void showsWhatHolds() {
		this.irc.holds("""
				bob: MODE #A
				bob< $server 324 bob #a +nt
				bob< $server 329 bob #a 1767323045
				alice: MODE #a -nt
				alice< :alice!~alice@localhost MODE #a -nt
				bob< :alice!~alice@localhost MODE #a -nt
				carol: MODE #a
				carol< $server 324 carol #a +
				carol< $server 329 carol #a 1767323045
				""");
	}

	@Test
	void tellsTheKeyToMembersAlone() {
		this.irc.given("alice: MODE #a +kl open 10");
		this.irc.holds("""
				bob: MODE #a
				bob< $server 324 bob #a +ntkl open 10
				bob< $server 329 …
				carol: MODE #a
				carol< $server 324 carol #a +ntkl * 10
				carol< $server 329 …
				""");
	}

	@Test
	void changesSeveralAtOnce() {
		this.irc.holds("""
				alice: MODE #a +iv-n+kb bob secret *!*@evil
				alice< :alice!~alice@localhost MODE #a +iv-n+kb bob secret *!*@evil
				bob< :alice!~alice@localhost MODE #a +iv-n+kb bob secret *!*@evil
				""");
	}

	@Test
	void saysNothingOfWhatIsSoAlready() {
		this.irc.holds("""
				alice: MODE #a +n
				alice: MODE #a -v bob
				""");
	}

	@Test
	void changesNoMoreWithParametersThanAllowed() {
		this.irc.holds("""
				alice: MODE #a +bbbbbbb 1 2 3 4 5 6 7
				alice< :alice!~alice@localhost MODE #a +bbbbbb 1!*@* 2!*@* 3!*@* 4!*@* 5!*@* 6!*@*
				bob< :alice!~alice@localhost MODE #a +bbbbbb 1!*@* 2!*@* 3!*@* 4!*@* 5!*@* 6!*@*
				""");
	}

	@Test
	void takesTheKeyAwayWithAnyParameterOrNone() {
		this.irc.holds("""
				alice: MODE #a +k one
				alice< :alice!~alice@localhost MODE #a +k one
				bob< :alice!~alice@localhost MODE #a +k one
				alice: MODE #a -k other
				alice< :alice!~alice@localhost MODE #a -k *
				bob< :alice!~alice@localhost MODE #a -k *
				alice: MODE #a +k two
				alice< :alice!~alice@localhost MODE #a +k two
				bob< :alice!~alice@localhost MODE #a +k two
				alice: MODE #a -k
				alice< :alice!~alice@localhost MODE #a -k *
				bob< :alice!~alice@localhost MODE #a -k *
				""");
	}

	@Test
	void refusesKeysAndLimitsThatAreNone() {
		this.irc.holds("""
				alice: MODE #a +k :two words
				alice< $server 696 alice #a k * :Invalid key
				alice: MODE #a +k :
				alice< $server 696 alice #a k * :Invalid key
				alice: MODE #a +k a,b
				alice< $server 696 alice #a k * :Invalid key
				alice: MODE #a +k
				alice< $server 696 alice #a k * :Invalid key
				alice: MODE #a +l many
				alice< $server 696 alice #a l * :Invalid limit
				alice: MODE #a +l -1
				alice< $server 696 alice #a l * :Invalid limit
				alice: MODE #a +l 99999999999
				alice< $server 696 alice #a l * :Invalid limit
				alice: MODE #a +b :a mask
				alice< $server 696 alice #a b * :Invalid mask
				alice: MODE #a +o
				alice< $server 696 alice #a o * :You must specify a nickname
				""");
	}

	@Test
	void answersWhatIsUnknownAndChangesTheRest() {
		this.irc.holds("""
				alice: MODE #a +Zoovi nobody carol bob
				alice< $server 472 alice Z :is unknown mode char to me
				alice< $server 401 alice nobody :No such nick/channel
				alice< $server 441 alice carol #a :They aren't on that channel
				alice< :alice!~alice@localhost MODE #a +vi bob
				bob< :alice!~alice@localhost MODE #a +vi bob
				""");
	}

	@Test
	void isForOperatorsOfTheChannel() {
		this.irc.holds("""
				bob: MODE #a +o bob
				bob< $server 482 bob #a :You're not channel operator
				carol: MODE #a +o bob
				carol< $server 442 carol #a :You're not on that channel
				bob: MODE #b +o bob
				bob< $server 403 bob #b :No such channel
				alice: MODE #a +h bob
				alice< :alice!~alice@localhost MODE #a +h bob
				bob< :alice!~alice@localhost MODE #a +h bob
				bob: MODE #a +v alice
				alice< :bob!~bob@localhost MODE #a +v alice
				bob< :bob!~bob@localhost MODE #a +v alice
				bob: MODE #a +i
				bob< $server 482 bob #a :You're not channel operator
				""");
	}

	@Test
	void tellsBansToAllAndExceptionsToOperators() {
		this.irc.given("alice: MODE #a +beI x!*@* y!*@* z!*@*");
		this.irc.holds("""
				carol: MODE #a b
				carol< $server 367 carol #a x!*@* alice!~alice@localhost 1767323045
				carol< $server 368 carol #a :End of channel ban list
				bob: MODE #a +e
				bob< $server 482 bob #a :You're not channel operator
				alice: MODE #a eI
				alice< $server 348 alice #a y!*@* alice!~alice@localhost 1767323045
				alice< $server 349 alice #a :End of channel exception list
				alice< $server 346 alice #a z!*@* alice!~alice@localhost 1767323045
				alice< $server 347 alice #a :End of channel invite exception list
				""");
	}

	@Test
	void limitsTheLists() {
		for (int i = 0; i < 20; i++) {
			this.irc.given("alice: MODE #a +b n" + i);
		}
		this.irc.holds("""
				alice: MODE #a +b more
				alice< $server 478 alice #a more :Channel list is full
				""");
	}

	@Test
	void keepsOutWhoIsBannedAndLetsExceptionsIn() {
		this.irc.holds("""
				alice: MODE #a +b CAR*!*@*
				alice< :alice!~alice@localhost MODE #a +b CAR*!*@*
				bob< :alice!~alice@localhost MODE #a +b CAR*!*@*
				carol: JOIN #a
				carol< $server 474 carol #a :Cannot join channel (+b)
				alice: MODE #a +e carol
				alice< :alice!~alice@localhost MODE #a +e carol!*@*
				bob< :alice!~alice@localhost MODE #a +e carol!*@*
				carol: JOIN #a
				carol< :carol!~carol@localhost JOIN #a
				carol< $server 353 …
				carol< $server 366 …
				alice< :carol!~carol@localhost JOIN #a
				bob< :carol!~carol@localhost JOIN #a
				alice: MODE #a -b car*!*@*
				alice< :alice!~alice@localhost MODE #a -b car*!*@*
				bob< :alice!~alice@localhost MODE #a -b car*!*@*
				carol< :alice!~alice@localhost MODE #a -b car*!*@*
				""");
	}

	@Test
	void mutesAndBansAccounts() {
		this.irc.registerAccount("dave");
		this.irc.given("""
				dave: JOIN #a
				alice: MODE #a +bb ~q:bob ~q:~a:dave
				""");
		this.irc.holds("""
				bob: PRIVMSG #a :hi
				bob< $server 404 bob #a :You are banned in that room
				dave: PRIVMSG #a :hi
				dave< $server 404 dave #a :You are banned in that room
				alice: MODE #a +v bob
				alice< :alice!~alice@localhost MODE #a +v bob
				bob< :alice!~alice@localhost MODE #a +v bob
				dave< :alice!~alice@localhost MODE #a +v bob
				bob: PRIVMSG #a :hi
				alice< :bob!~bob@localhost PRIVMSG #a hi
				dave< :bob!~bob@localhost PRIVMSG #a hi
				""");
		this.irc.given("""
				dave: PART #a
				alice: MODE #a -b+b ~q:~a:dave ~a:dave
				""");
		this.irc.holds("""
				dave: JOIN #a
				dave< $server 474 dave #a :Cannot join channel (+b)
				""");
	}

	@Test
	void tellsNothingOfSecretRooms() {
		this.irc.given("alice: MODE #a +s");
		this.irc.holds("""
				carol: MODE #a
				carol< $server 403 carol #a :No such channel
				carol: MODE #a b
				carol< $server 403 carol #a :No such channel
				carol: TOPIC #a
				carol< $server 403 carol #a :No such channel
				carol: NAMES #a
				carol< $server 366 carol #a :End of /NAMES list
				carol: NAMES
				carol< $server 366 carol * :End of /NAMES list
				carol: LIST
				carol< $server 321 carol Channel :Users  Name
				carol< $server 323 carol :End of /LIST
				carol: LIST #a
				carol< $server 321 carol Channel :Users  Name
				carol< $server 323 carol :End of /LIST
				carol: KICK #a bob
				carol< $server 403 carol #a :No such channel
				carol: INVITE carol #a
				carol< $server 403 carol #a :No such channel
				carol: PRIVMSG #a :hi
				carol< $server 403 carol #a :No such channel
				carol: PART #a
				carol< $server 403 carol #a :No such channel
				""");
		assertThat(this.irc.client("carol").read()).isEmpty();
	}

}
