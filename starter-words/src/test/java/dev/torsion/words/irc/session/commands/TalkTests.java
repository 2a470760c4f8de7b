package dev.torsion.words.irc.session.commands;

import java.util.List;
import java.util.Objects;

import dev.torsion.words.Message;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import dev.torsion.words.irc.session.IrcSession;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class TalkTests {

	private final IrcFixture irc = new IrcFixture();

	@BeforeEach
	void meet() {
		this.irc.register("alice");
		this.irc.register("bob", Cap.MESSAGE_TAGS, Cap.ECHO_MESSAGE, Cap.BATCH, Cap.LABELED_RESPONSE);
		this.irc.register("carol");
		this.irc.given("""
				alice: JOIN #a
				bob: JOIN #a
				""");
	}

	@Test
	void tellsAChannelWhatIsSaid() {
		this.irc.holds("""
				alice: PRIVMSG #A :hello there
				bob< @msgid=…
				bob: NOTICE #a hi
				bob< @msgid=…
				alice< :bob!~bob@localhost NOTICE #a hi
				alice: PRIVMSG #a :\u0001ACTION waves\u0001
				bob< @msgid=…
				""");
	}

	@Test
	void refusesWhatNobodyCouldBeTold() {
		this.irc.holds("""
				alice: PRIVMSG
				alice< $server 411 alice :No recipient given (PRIVMSG)
				alice: PRIVMSG bob
				alice< $server 412 alice :No text to send
				alice: PRIVMSG bob :
				alice< $server 412 alice :No text to send
				alice: PRIVMSG nobody hi
				alice< $server 401 alice nobody :No such nick/channel
				alice: PRIVMSG #nowhere hi
				alice< $server 403 alice #nowhere :No such channel
				alice: NOTICE nobody hi
				alice: NOTICE #nowhere hi
				alice: TAGMSG nobody
				alice: PRIVMSG a,b,c,d,e hi
				alice< $server 407 alice PRIVMSG :Too many targets
				carol: PRIVMSG #a hi
				carol< $server 404 carol #a :You are not in that room
				carol: NOTICE #a hi
				""");
	}

	@Test
	void refusesWhatWouldNotFitTheLineOthersAreTold() {
		int room = 510 - ":alice!~alice@localhost PRIVMSG carol ".length();
		this.irc.holds("""
				alice: PRIVMSG carol %s
				carol< :alice!~alice@localhost PRIVMSG carol %s
				alice: PRIVMSG carol %s
				alice< $server 417 alice :Message is too long to be told to others
				""".formatted("x".repeat(room), "x".repeat(room), "x".repeat(room - 3) + "ü€"));
	}

	@Test
	void tellsMembersWithARoleAlone() {
		this.irc.given("carol: JOIN #a");
		this.irc.given("alice: MODE #a +v carol");
		this.irc.holds("""
				bob: PRIVMSG @#a psst
				bob< @msgid=…
				alice< :bob!~bob@localhost PRIVMSG @#a psst
				alice: NOTICE +#a all
				carol< :alice!~alice@localhost NOTICE +#a all
				""");
	}

	@Test
	void echoesWithTheLabelToTheAuthorAlone() {
		this.irc.holds("""
				bob: @label=one PRIVMSG alice hi
				bob< @msgid=…
				alice< :bob!~bob@localhost PRIVMSG alice hi
				alice: PRIVMSG alice :to myself
				alice< :alice!~alice@localhost PRIVMSG alice :to myself
				""");
	}

	@Test
	void labelsOneOfTheCopiesToOneself() {
		this.irc.client("bob").send("@label=one PRIVMSG bob hi");
		List<String> lines = this.irc.client("bob").read();
		assertThat(lines).hasSize(2).allMatch((line) -> line.endsWith(":bob!~bob@localhost PRIVMSG bob hi"));
		assertThat(lines).filteredOn((line) -> line.contains("label=one")).hasSize(1);
	}

	@Test
	void batchesTheEchoesOfOneLabel() {
		this.irc.client("bob").send("@label=one PRIVMSG alice,carol hi");
		assertThat(this.irc.client("bob").read()).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("@label=one :irc.example BATCH +1 labeled-response"),
				(line) -> assertThat(line).contains("batch=1").endsWith("PRIVMSG alice hi"),
				(line) -> assertThat(line).contains("batch=1").endsWith("PRIVMSG carol hi"),
				(line) -> assertThat(line).isEqualTo(":irc.example BATCH -1"));
	}

	@Test
	void passesClientTagsOnToThoseWhoKnowTags() {
		this.irc.register("dave", Cap.MESSAGE_TAGS);
		this.irc.client("alice")
			.send("@+typing=active;fizz=buzz;+draft/react=l\\:l;+x!y=1;time=now TAGMSG bob,carol,dave");
		assertThat(this.irc.client("carol").read()).isEmpty();
		assertThat(this.irc.client("dave").read()).singleElement()
			.asString()
			.contains(";+typing=active", ";+draft/react=l\\:l")
			.doesNotContain("fizz", "+x", "time", "\r")
			.endsWith(":alice!~alice@localhost TAGMSG dave");
	}

	@Test
	void limitsTags() {
		String most = "@+a=" + "x".repeat(4096 - 5);
		this.irc.client("alice").send(most + " TAGMSG bob");
		assertThat(this.irc.client("bob").read()).singleElement().asString().contains("x".repeat(4091));
		this.irc.holds("""
				alice: %sx TAGMSG bob
				alice< $server 417 alice :Input line was too long
				""".formatted(most));
	}

	@Test
	void takesNothingThatCouldEndALine() {
		this.irc.client("alice").send("PRIVMSG carol :one\rQUIT");
		this.irc.client("alice").send("PRIVMSG carol :one\u0000QUIT");
		this.irc.client("alice").send("@+a=\r PRIVMSG carol :one");
		this.irc.client("alice").send("TOPIC #a :one\rQUIT");
		this.irc.client("alice").send("MODE #a +k one\rQUIT");
		this.irc.client("alice").send("KICK #a bob :one\rQUIT");
		assertThat(this.irc.client("alice").read()).hasSize(6).allMatch((line) -> line.contains(" 400 alice * :"));
		assertThat(this.irc.client("carol").read()).isEmpty();
		assertThat(this.irc.client("bob").read()).isEmpty();
	}

	@Test
	void costsNoChainOfOperators() {
		IrcSession session = this.irc.session("alice");
		Talk talk = new Talk("PRIVMSG", Message.Type.TEXT);
		assertThat(talk.run(session, message("PRIVMSG #a hi"))).isSameAs(Mono.empty());
		assertThat(talk.run(session, message("@+x=y PRIVMSG #a hi"))).isSameAs(Mono.empty());
		assertThat(talk.run(session, message("PRIVMSG #a,carol hi"))).isSameAs(Mono.empty());
	}

	private static IrcMessage message(String line) {
		return Objects.requireNonNull(IrcReader.read(line));
	}

	@Test
	void tellsThatSomebodyIsAway() {
		this.irc.participants().change(this.irc.participant("carol"), (profile) -> profile.withAway("lunch"));
		this.irc.holds("""
				alice: PRIVMSG carol hi
				alice< $server 301 alice carol lunch
				carol< :alice!~alice@localhost PRIVMSG carol hi
				alice: NOTICE carol hi
				carol< :alice!~alice@localhost NOTICE carol hi
				""");
	}

}
