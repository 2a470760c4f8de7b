package dev.torsion.words.irc.session.commands;

import java.time.Duration;
import java.util.List;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UserCommandTests {

	private final IrcFixture irc = new IrcFixture();

	@BeforeEach
	void meet() {
		this.irc.register("alice");
		this.irc.register("bob", Cap.AWAY_NOTIFY, Cap.SETNAME);
	}

	@Test
	void tellsWhoIsAway() {
		this.irc.given("""
				alice: JOIN #a
				bob: JOIN #a
				""");
		this.irc.holds("""
				alice: AWAY :to lunch
				alice< $server 306 alice :You have been marked as being away
				bob< :alice!~alice@localhost AWAY :to lunch
				bob: USERHOST alice bob nobody
				bob< $server 302 bob :alice=-~alice@localhost bob=+~bob@localhost
				alice: AWAY
				alice< $server 305 alice :You are no longer marked as being away
				bob< :alice!~alice@localhost AWAY
				""");
	}

	@Test
	void changesTheTextOfOnesOwn() {
		this.irc.holds("""
				bob: SETNAME :Somebody else
				bob< :bob!~bob@localhost SETNAME :Somebody else
				bob: SETNAME :
				bob< $server FAIL SETNAME INVALID_REALNAME :That is empty or too long
				""");
	}

	@Test
	void tellsWhoIsOnline() {
		this.irc.holds("""
				alice: ISON BOB nobody :alice bob
				alice< $server 303 alice :bob alice bob
				alice: ISON
				alice< $server 461 alice ISON :Not enough parameters
				""");
	}

	@Test
	void changesModesOfOneself() {
		this.irc.holds("""
				alice: MODE alice
				alice< $server 221 alice +
				alice: MODE alice +iBw-o
				alice< :alice!~alice@localhost MODE alice +Biw
				alice: MODE alice +o-i
				alice< :alice!~alice@localhost MODE alice -i
				alice: MODE alice +Z
				alice< $server 501 alice :Unknown MODE flag
				alice: MODE bob +i
				alice< $server 502 alice :Cannot change mode for other users
				alice: MODE nobody
				alice< $server 401 alice nobody :No such nick/channel
				""");
	}

	@Test
	void tellsAllThatMayBeKnownOfSomebody() {
		this.irc.registerAccount("carol");
		this.irc.given("""
				carol: JOIN #open
				carol: JOIN #hidden
				carol: MODE #hidden +s
				carol: MODE carol +B
				carol: AWAY gone
				""");
		this.irc.advance(Duration.ofSeconds(5));
		this.irc.holds("""
				alice: WHOIS $server carol
				alice< $server 311 alice carol ~carol localhost * :The real carol
				alice< $server 319 alice carol @#open
				alice< $server 312 alice carol irc.example Example
				alice< $server 301 alice carol gone
				alice< $server 330 alice carol carol :is logged in as
				alice< $server 335 alice carol :is a bot
				alice< $server 317 alice carol 5 …
				alice< $server 318 alice carol :End of /WHOIS list
				alice: WHOIS nobody
				alice< $server 401 alice nobody :No such nick/channel
				alice< $server 318 alice nobody :End of /WHOIS list
				alice: WHOIS
				alice< $server 461 alice WHOIS :Not enough parameters
				""".replace("WHOIS $server carol", "WHOIS irc.example carol"));
	}

	@Test
	void remembersWhoHasGoneAndNotTooMany() {
		for (int i = 0; i < 12; i++) {
			this.irc.register("guest");
			this.irc.given("guest: QUIT");
		}
		IrcFixture.Client alice = this.irc.client("alice");
		alice.send("WHOWAS guest");
		List<String> lines = alice.read();
		assertThat(lines).filteredOn((line) -> line.contains(" 314 ")).hasSize(10);
		this.irc.holds("""
				alice: WHOWAS guest 1
				alice< $server 314 alice guest ~guest localhost * :The real guest
				alice< $server 312 alice guest irc.example …
				alice< $server 369 alice guest :End of WHOWAS
				alice: WHOWAS nobody
				alice< $server 406 alice nobody :There was no such nickname
				alice< $server 369 alice nobody :End of WHOWAS
				""");
	}

	@Test
	void findsPeopleByMaskButNotWhoIsInvisible() {
		this.irc.given("bob: MODE bob +i");
		this.irc.holds("""
				alice: WHO B*
				alice< $server 315 alice B* :End of WHO list
				alice: WHO bob
				alice< $server 352 alice * ~bob localhost irc.example bob H :0 The real bob
				alice< $server 315 alice bob :End of WHO list
				alice: WHO al* o
				alice< $server 315 alice al* :End of WHO list
				alice: WHO #nowhere
				alice< $server 315 alice #nowhere :End of WHO list
				""");
	}

	@Test
	void tellsTheFieldsThatAreAskedForInTheirOrder() {
		this.irc.given("bob: JOIN #a");
		this.irc.holds("""
				alice: WHO bob %nat,42
				alice< $server 354 alice 42 bob 0
				alice< $server 315 alice bob :End of WHO list
				alice: WHO bob %tn,4242
				alice< $server 354 alice 0 bob
				alice< $server 315 alice bob :End of WHO list
				""");
	}

	@Test
	void watchesWhoComesAndGoes() {
		this.irc.holds("""
				alice: MONITOR + bob,carol,bad*nick
				alice< $server 730 alice bob!~bob@localhost
				alice< $server 731 alice carol
				""");
		this.irc.register("carol");
		this.irc.holds("""
				alice< $server 730 alice carol!~carol@localhost
				carol: NICK dave
				carol< :carol!~carol@localhost NICK dave
				alice< $server 731 alice carol
				carol: NICK Carol
				carol< :dave!~carol@localhost NICK Carol
				alice< $server 730 alice Carol!~carol@localhost
				alice: MONITOR L
				alice< $server 732 alice bob,carol
				alice< $server 733 alice :End of MONITOR list
				alice: MONITOR - carol
				carol: QUIT
				carol< ERROR :Closing Link: localhost (Quit)
				alice: MONITOR S
				alice< $server 730 alice bob!~bob@localhost
				alice: MONITOR C
				alice: MONITOR L
				alice< $server 733 alice :End of MONITOR list
				""");
	}

	@Test
	void watchesNoMoreThanItMay() {
		IrcFixture.Client alice = this.irc.client("alice");
		alice.send("MONITOR + a,b,c,d,e,f,g,h,i,j");
		alice.read();
		this.irc.holds("""
				alice: MONITOR + k,l
				alice< $server 734 alice 10 k,l :Monitor list is full
				""");
	}

	@Test
	void tellsMoreOfThoseItWatchesIfItCan() {
		this.irc.session("alice").setCaps(Cap.EXTENDED_MONITOR.bit() | Cap.AWAY_NOTIFY.bit());
		this.irc.given("alice: MONITOR + bob");
		this.irc.holds("""
				bob: AWAY gone
				bob< $server 306 bob :You have been marked as being away
				alice< :bob!~bob@localhost AWAY gone
				""");
	}

	@Test
	void letsOperatorsTellEverybodySomethingAndMakeSomebodyGo() {
		this.irc.session("alice").participant().setOperator(true);
		this.irc.given("bob: MODE bob +w");
		this.irc.holds("""
				bob: WALLOPS :hello
				bob< $server 481 bob :Permission Denied- You're not an IRC operator
				alice: WALLOPS :going down
				bob< :alice!~alice@localhost WALLOPS :going down
				alice: KILL nobody :spam
				alice< $server 401 alice nobody :No such nick/channel
				alice: KILL bob :spam
				bob< :alice!~alice@localhost KILL bob spam
				bob< ERROR :Closing Link: localhost (Killed (alice (spam)))
				""");
		assertThat(this.irc.participants().find("bob")).isNull();
	}

	@Test
	void countsWhoIsThere() {
		this.irc.connect("stranger");
		this.irc.given("bob: MODE bob +i");
		this.irc.holds("""
				alice: LUSERS
				alice< $server 251 alice :There are 1 users and 1 invisible on 1 servers
				alice< $server 252 alice 0 :operator(s) online
				alice< $server 253 alice 1 :unknown connection(s)
				alice< $server 254 alice 0 :channels formed
				alice< $server 255 alice :I have 2 clients and 0 servers
				alice< $server 265 alice 2 2 :Current local users 2, max 2
				alice< $server 266 alice 2 2 :Current global users 2, max 2
				""");
	}

	@Test
	void tellsAboutItself() {
		this.irc.holds("""
				alice: TIME
				alice< $server 391 alice irc.example :Friday January 2 2026 -- 03:04:05 UTC
				alice: TIME elsewhere.example
				alice< $server 402 alice elsewhere.example :No such server
				alice: INFO
				alice< $server 371 alice :This is Torsion, a chat server for Spring.
				alice< $server 371 alice :On-line since 2026-01-02T03:04:05.006Z
				alice< $server 374 alice :End of INFO
				alice: ADMIN
				alice< $server 256 alice irc.example :Administrative info
				alice< $server 257 alice :Network Example
				alice: LINKS
				alice< $server 365 alice * :End of LINKS list
				alice: MOTD
				alice< $server 422 alice :There is no message of the day
				alice: STATS u
				alice< $server 242 alice :Server Up 0 days 0:00:00
				alice< $server 219 alice u :End of STATS report
				alice: HELP NICK
				alice< $server 704 alice NICK :The command NICK
				alice< $server 705 alice NICK :See …
				alice< $server 706 alice NICK :End of HELP
				alice: HELP nonsense
				alice< $server 524 alice nonsense :There is no help on that
				alice: REHASH
				alice< $server 481 alice :Permission Denied- You're not an IRC operator
				""");
	}

}
