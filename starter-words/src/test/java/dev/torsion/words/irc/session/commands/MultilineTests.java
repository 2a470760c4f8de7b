package dev.torsion.words.irc.session.commands;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.torsion.words.Message;
import dev.torsion.words.irc.Cap;
import dev.torsion.words.irc.session.IrcFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MultilineTests {

	private static final Cap[] CAPS = { Cap.MULTILINE, Cap.BATCH, Cap.MESSAGE_TAGS, Cap.ECHO_MESSAGE,
			Cap.LABELED_RESPONSE };

	private final IrcFixture irc = new IrcFixture();

	@BeforeEach
	void meet() {
		this.irc.register("alice", CAPS);
		this.irc.register("bob", CAPS);
		this.irc.register("carol", Cap.MESSAGE_TAGS);
		this.irc.register("dave");
		this.irc.given("""
				alice: JOIN #a
				bob: JOIN #a
				carol: JOIN #a
				dave: JOIN #a
				""");
	}

	private void say() {
		IrcFixture.Client alice = this.irc.client("alice");
		alice.send("@label=xyz;+tag BATCH +1 draft/multiline #a");
		assertThat(alice.read()).isEmpty();
		alice.send("@batch=1 PRIVMSG #A :hello");
		alice.send("@batch=1 PRIVMSG #a :");
		alice.send("@batch=1 PRIVMSG #a :how is ");
		alice.send("@batch=1;draft/multiline-concat PRIVMSG #a :everyone?");
		alice.send("BATCH -1");
	}

	@Test
	void tellsABatchToThoseWhoKnowIt() {
		say();
		for (String nick : List.of("alice", "bob")) {
			List<String> lines = this.irc.client(nick).read();
			String name = lines.get(0).replaceAll("(?s).* BATCH \\+(\\S+) .*", "$1");
			assertThat(name).matches("[a-z0-9-]+");
			assertThat(lines.get(0)).contains("msgid=", ";+tag")
				.endsWith(":alice!~alice@localhost BATCH +" + name + " draft/multiline #a");
			assertThat(lines.get(0).contains("label=xyz")).isEqualTo(nick.equals("alice"));
			assertThat(lines.subList(1, 4)).containsExactly(
					"@batch=" + name + " :alice!~alice@localhost PRIVMSG #a hello",
					"@batch=" + name + " :alice!~alice@localhost PRIVMSG #a :",
					"@batch=" + name + " :alice!~alice@localhost PRIVMSG #a :how is ");
			assertThat(lines.get(4)).contains("draft/multiline-concat", "batch=" + name)
				.endsWith("PRIVMSG #a everyone?");
			assertThat(lines.subList(5, lines.size())).containsExactly(":alice!~alice@localhost BATCH -" + name);
		}
	}

	@Test
	void tellsLinesToThoseWhoDoNot() {
		say();
		List<String> lines = this.irc.client("carol").read();
		assertThat(lines).hasSize(3).allMatch((line) -> line.contains("+tag"));
		assertThat(lines).filteredOn((line) -> line.contains("msgid=")).containsExactly(lines.get(0));
		assertThat(this.irc.client("dave").read()).containsExactly(":alice!~alice@localhost PRIVMSG #a hello",
				":alice!~alice@localhost PRIVMSG #a :how is ", ":alice!~alice@localhost PRIVMSG #a everyone?");
	}

	@Test
	void splitsWhatAPageHasSaidInALongLine() {
		String words = "wörd ".repeat(200).trim();
		this.irc.room("a").say(this.irc.participant("alice"), Message.of(words)).block();
		List<String> lines = this.irc.client("dave").read();
		assertThat(lines).hasSizeGreaterThan(1).allMatch((line) -> line.getBytes(StandardCharsets.UTF_8).length <= 510);
		assertThat(String.join("", lines.stream().map((line) -> line.substring(line.indexOf("wör"))).toList()))
			.isEqualTo(words);
	}

	@Test
	void refusesWhatIsNotWellFormed() {
		this.irc.holds("""
				alice: BATCH +1 draft/other #a
				alice< $server FAIL BATCH UNKNOWN_TYPE draft/other :Unknown type of batch
				alice: BATCH +
				alice< $server FAIL BATCH INVALID_PARAMS :Invalid batch
				alice: BATCH -9
				alice< $server FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
				alice: BATCH +1 draft/multiline #a
				alice: @batch=2 PRIVMSG #a :hi
				alice< $server FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
				alice: @batch=1 PRIVMSG #a :hi
				alice: BATCH -1
				alice: BATCH +1 draft/multiline #a
				alice: @batch=1 PRIVMSG #b :hi
				alice< $server FAIL BATCH MULTILINE_INVALID_TARGET #a #b :Another target
				alice: BATCH -1
				alice: BATCH +1 draft/multiline #a
				alice: @batch=1 PRIVMSG #a :hi
				alice: @batch=1;draft/multiline-concat PRIVMSG #a :
				alice< $server FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
				alice: BATCH -1
				alice: BATCH +1 draft/multiline #a
				alice: @batch=1 PRIVMSG #a :
				alice: BATCH -1
				alice< $server FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
				""");
	}

	@Test
	void limitsLinesAndBytes() {
		IrcFixture.Client alice = this.irc.client("alice");
		alice.send("BATCH +1 draft/multiline #a");
		for (int i = 0; i < 34; i++) {
			alice.send("@batch=1 PRIVMSG #a hi");
		}
		assertThat(alice.read()).containsExactly(":irc.example FAIL BATCH MULTILINE_MAX_LINES 32 :Too many lines");
		alice.send("BATCH -1");
		alice.send("BATCH +2 draft/multiline #a");
		for (int i = 0; i < 11; i++) {
			alice.send("@batch=2 PRIVMSG #a " + "x".repeat(400));
		}
		assertThat(alice.read()).containsExactly(":irc.example FAIL BATCH MULTILINE_MAX_BYTES 4096 :Too many bytes");
		assertThat(this.irc.client("bob").read()).isEmpty();
	}

}
