package dev.torsion.words.irc.session.commands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChatHistoryTests {

	private static final Cap[] CAPS = { Cap.BATCH, Cap.MESSAGE_TAGS, Cap.SERVER_TIME, Cap.ECHO_MESSAGE,
			Cap.CHATHISTORY };

	private final IrcFixture irc = new IrcFixture();

	private final List<String> said = new ArrayList<>();

	@BeforeEach
	void talk() {
		this.irc.registerAccount("alice", CAPS);
		this.irc.registerAccount("bob", CAPS);
		this.irc.client("alice").send("JOIN #a");
		this.irc.client("alice").read();
		for (int i = 0; i < 6; i++) {
			this.irc.advance(Duration.ofMillis(10));
			this.said.addAll(say("alice", "PRIVMSG #a :number " + i));
			this.irc.client("alice").send("TOPIC #a :topic " + i);
			this.irc.client("alice").read();
		}
	}

	private List<String> say(String nick, String line) {
		this.irc.client(nick).send(line);
		return this.irc.client(nick).read();
	}

	private String tag(int index, String name) {
		return this.said.get(index).replaceAll("^@(?:.*;)?" + name + "=([^; ]*).*$", "$1");
	}

	private String id(int index) {
		return "msgid=" + tag(index, "msgid");
	}

	private String time(int index) {
		return "timestamp=" + tag(index, "time");
	}

	private List<String> read(String nick, String command, String target) {
		this.irc.client(nick).send("CHATHISTORY " + command);
		List<String> lines = this.irc.client(nick).read();
		String name = lines.get(0).replaceAll(".*BATCH \\+(\\S+) .*", "$1");
		assertThat(lines.get(0)).isEqualTo(":irc.example BATCH +" + name + " chathistory " + target);
		assertThat(lines.get(lines.size() - 1)).isEqualTo(":irc.example BATCH -" + name);
		assertThat(lines.subList(1, lines.size() - 1)).allMatch((line) -> line.contains("batch=" + name));
		return lines.subList(1, lines.size() - 1).stream().map((line) -> line.replace(";batch=" + name, "")).toList();
	}

	private void assertRead(String command, int from, int to) {
		assertThat(read("alice", command, "#a")).as(command).isEqualTo(this.said.subList(from, to));
	}

	@Test
	void readsTheLatest() {
		assertRead("LATEST #a * 100", 0, 6);
		assertRead("LATEST #a * 2", 4, 6);
		assertRead("LATEST #a " + id(2) + " 10", 3, 6);
		assertRead("LATEST #a " + time(2) + " 2", 4, 6);
	}

	@Test
	void readsBeforeAndAfter() {
		assertRead("BEFORE #a " + id(4) + " 10", 0, 4);
		assertRead("BEFORE #a " + time(4) + " 2", 2, 4);
		assertRead("AFTER #a " + id(2) + " 10", 3, 6);
		assertRead("AFTER #a " + time(2) + " 2", 3, 5);
	}

	@Test
	void readsAroundAndBetween() {
		assertRead("AROUND #a " + id(3) + " 1", 3, 4);
		assertRead("AROUND #a " + id(3) + " 3", 2, 5);
		assertRead("AROUND #a " + time(3) + " 3", 2, 5);
		assertRead("BETWEEN #a " + id(0) + " " + id(5) + " 10", 1, 5);
		assertRead("BETWEEN #a " + id(5) + " " + id(0) + " 2", 3, 5);
		assertRead("BETWEEN #a " + time(0) + " " + time(5) + " 2", 1, 3);
		assertRead("BETWEEN #a " + time(5) + " " + id(0) + " 2", 3, 5);
	}

	@Test
	void readsNothingAroundWhatIsNotThere() {
		assertThat(read("alice", "AFTER #a msgid=nothing-1 10", "#a")).isEmpty();
	}

	@Test
	void playsEventsBackToThoseWhoWantThem() {
		this.irc.registerAccount("carol", Cap.BATCH, Cap.EVENT_PLAYBACK, Cap.MESSAGE_TAGS);
		this.irc.given("""
				carol: JOIN #a
				alice: @+typing=active TAGMSG #a
				alice: @+draft/react=:) TAGMSG #a
				alice: MODE #a +v carol
				carol: PART #a :later
				carol: JOIN #a
				""");
		assertThat(read("carol", "LATEST #a * 4", "#a")).map((line) -> line.replaceAll("^@\\S+ :\\S+ ", ""))
			.containsExactly("JOIN #a", "TAGMSG #a", "PART #a later", "JOIN #a");
		assertThat(read("alice", "LATEST #a * 1", "#a")).isEqualTo(this.said.subList(5, 6));
	}

	@Test
	void isForMembers() {
		this.irc.holds("""
				bob: CHATHISTORY LATEST #a * 10
				bob< $server FAIL CHATHISTORY INVALID_TARGET LATEST #a :There is nothing that you may read
				bob: CHATHISTORY LATEST #nowhere * 10
				bob< $server FAIL CHATHISTORY INVALID_TARGET LATEST #nowhere :There is nothing that you may read
				""");
		this.irc.register("dave", CAPS);
		this.irc.holds("""
				dave: CHATHISTORY LATEST alice * 10
				dave< $server FAIL CHATHISTORY INVALID_TARGET LATEST alice :There is nothing that you may read
				""");
	}

	@Test
	void refusesWhatIsNotWellFormed() {
		this.irc.holds("""
				alice: CHATHISTORY
				alice< $server FAIL CHATHISTORY NEED_MORE_PARAMS :Not enough parameters
				alice: CHATHISTORY LATEST #a
				alice< $server FAIL CHATHISTORY NEED_MORE_PARAMS LATEST :Not enough parameters
				alice: CHATHISTORY NEWEST #a * 10
				alice< $server FAIL CHATHISTORY UNKNOWN_COMMAND NEWEST :Unknown subcommand
				alice: CHATHISTORY LATEST #a * none
				alice< $server FAIL CHATHISTORY INVALID_PARAMS LATEST none :Invalid limit
				alice: CHATHISTORY BEFORE #a time=1 10
				alice< $server FAIL CHATHISTORY INVALID_MSGREFTYPE BEFORE time=1 :Neither msgid nor timestamp
				alice: CHATHISTORY BEFORE #a timestamp=yesterday 10
				alice< $server FAIL CHATHISTORY INVALID_PARAMS BEFORE timestamp=yesterday :Invalid timestamp
				""");
	}

	@Test
	void keepsWhatAccountsSayToEachOther() {
		List<String> alone = new ArrayList<>(say("alice", "PRIVMSG bob :hi bob"));
		this.irc.client("bob").read();
		alone.addAll(say("bob", "PRIVMSG alice :hi alice"));
		this.irc.client("alice").read();
		assertThat(read("alice", "LATEST bob * 10", "bob")).isEqualTo(alone);
		assertThat(read("bob", "LATEST ALICE * 10", "ALICE")).isEqualTo(alone);
	}

	@Test
	void keepsWhatOneWithoutAnAccountHasSaidForTheOtherAlone() {
		this.irc.register("dave", CAPS);
		this.irc.given("dave: PRIVMSG alice :who are you");
		assertThat(read("alice", "LATEST dave * 10", "dave")).singleElement().asString().endsWith("alice :who are you");
		this.irc.given("dave: NICK erin");
		this.irc.registerAccount("dave", CAPS);
		assertThat(read("dave", "LATEST alice * 10", "alice")).isEmpty();
	}

	@Test
	void namesConversationsByTheirLastMessage() {
		this.irc.advance(Duration.ofMillis(10));
		String alone = say("bob", "PRIVMSG alice :hi").get(0).replaceAll(".*time=([^; ]*).*", "$1");
		this.irc.client("alice").read();
		this.irc.client("alice")
			.send("CHATHISTORY TARGETS timestamp=2030-01-01T00:00:00.000Z timestamp=2020-01-01T00:00:00.000Z 10");
		assertThat(this.irc.client("alice").read()).satisfiesExactly(
				(line) -> assertThat(line).matches(":irc.example BATCH \\+\\w+ draft/chathistory-targets"),
				(line) -> assertThat(line).endsWith("CHATHISTORY TARGETS #a " + tag(5, "time")),
				(line) -> assertThat(line).endsWith("CHATHISTORY TARGETS bob " + alone),
				(line) -> assertThat(line).matches(":irc.example BATCH -\\w+"));
		this.irc.client("alice").send("CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z " + time(4) + " 10");
		assertThat(this.irc.client("alice").read()).hasSize(2);
	}

	@Test
	void redactsForGood() {
		this.irc.session("alice").setCaps(this.irc.session("alice").caps() | Cap.MESSAGE_REDACTION.bit());
		this.irc.given("bob: JOIN #a");
		this.irc.client("bob").send("REDACT #a " + tag(3, "msgid"));
		assertThat(this.irc.client("bob").read()).containsExactly(":irc.example FAIL REDACT REDACT_FORBIDDEN #a "
				+ tag(3, "msgid") + " :You are not authorised to redact that");
		this.irc.client("alice").send("REDACT #a " + tag(3, "msgid") + " :wrong one");
		assertThat(this.irc.client("alice").read()).singleElement()
			.asString()
			.endsWith(":alice!~alice@localhost REDACT #a " + tag(3, "msgid") + " :wrong one");
		assertThat(this.irc.client("bob").read()).isEmpty();
		assertThat(read("alice", "LATEST #a * 3", "#a")).containsExactly(this.said.get(2), this.said.get(4),
				this.said.get(5));
		this.irc.holds("""
				alice: REDACT #a nothing
				alice< $server FAIL REDACT UNKNOWN_MSGID #a nothing :There is no such message
				alice: REDACT #b nothing
				alice< $server FAIL REDACT INVALID_TARGET #b :You are not in that channel
				alice: REDACT nobody nothing
				alice< $server FAIL REDACT INVALID_TARGET nobody :They are not online
				""");
	}

	@Test
	void redactsWhatWasSaidToOneAlone() {
		for (String nick : List.of("alice", "bob")) {
			this.irc.session(nick).setCaps(this.irc.session(nick).caps() | Cap.MESSAGE_REDACTION.bit());
		}
		String id = say("alice", "PRIVMSG bob :oops").get(0).replaceAll("^.*msgid=([^; ]*).*$", "$1");
		this.irc.client("bob").read();
		this.irc.client("bob").send("REDACT alice " + id);
		assertThat(this.irc.client("bob").read()).singleElement().asString().contains("REDACT_FORBIDDEN");
		this.irc.client("alice").send("REDACT bob " + id);
		assertThat(this.irc.client("alice").read()).singleElement().asString().endsWith("REDACT bob " + id);
		assertThat(this.irc.client("bob").read()).singleElement().asString().endsWith("REDACT bob " + id);
		assertThat(read("bob", "LATEST alice * 10", "alice")).isEmpty();
	}

}
