package dev.torsion.conch.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import dev.torsion.conch.Pty;
import dev.torsion.conch.ShellCommand;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.SshSession;
import dev.torsion.conch.audit.ProgramEnd;
import dev.torsion.conch.audit.ProgramRun;
import dev.torsion.conch.audit.SshAudit;
import dev.torsion.conch.command.Commands;
import dev.torsion.conch.command.Lines;
import dev.torsion.conch.terminal.TerminalSettings;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.mapping.MappedMethods;
import dev.torsion.net.test.VirtualEventLoop;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineShell}.
 */
class LineShellTests {

	private static final Pty XTERM = new Pty("xterm-256color", 80, 24, Map.of());

	private static final String PROMPT = "alice@test> ";

	private final List<String> audited = new ArrayList<>();

	private final Scheduler scheduler = Schedulers.newSingle("conch-test", true);

	private final List<ShellCommand> commands = List.of(
			command("status", (session, words) -> session.print("fine\n").thenReturn(3)),
			command("forever", (session, words) -> session.print("begun\n").then(Mono.never())),
			command("count",
					(session, words) -> Lines.of(session.input())
						.count()
						.flatMap((count) -> session.print(count + " lines\n"))
						.thenReturn(0)),
			command("part", (session, words) -> session.print("no end").thenReturn(0)),
			command("fail", (session, words) -> Mono.error(new IllegalStateException("secret"))));

	private ShellThreads threads = new ShellThreads(2, Executors.defaultThreadFactory());

	private @Nullable String role;

	private final Histories histories = new Histories(3);

	private static ShellCommand command(String name, Body body) {
		return new ShellCommand() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public Mono<Integer> run(SshSession session, List<String> words) {
				return body.run(session, words);
			}

			@Override
			public List<String> complete(List<String> words) {
				return List.of("alpha", "alto");
			}

		};
	}

	private LineShell shell() {
		MappedMethods methods = new MappedMethods(new DefaultListableBeanFactory(), new VirtualEventLoop(), List.of());
		ShellSettings settings = new ShellSettings(this.role, "{user}@{application}> ", "Welcome", "test",
				Duration.ofMinutes(5), new TerminalSettings(100, Duration.ofSeconds(5)));
		return new LineShell(new Commands(methods, this.commands), settings, this.threads, this.histories,
				new SshAudit() {

					@Override
					public void started(ProgramRun run) {
						LineShellTests.this.audited.add(run.name() + " " + run.program());
					}

					@Override
					public void ended(ProgramRun run, ProgramEnd end) {
						LineShellTests.this.audited.add(end.outcome());
					}

				});
	}

	private RecordingSession session(Scheduler scheduler) {
		return RecordingSession.of("",
				new RecordingConnection(
						new SshLogin(UsernamePasswordAuthenticationToken.authenticated("alice", null,
								AuthorityUtils.createAuthorityList("ROLE_OPS")), null, SshRestrictions.NONE),
						scheduler));
	}

	private Seen open() {
		Seen seen = new Seen(session(this.scheduler).with(XTERM).run(shell()));
		return seen.until(PROMPT);
	}

	@Test
	void greetsAndRunsCommands() {
		Seen seen = open();
		assertThat(seen.text()).startsWith("Welcome\r\n");
		seen.type("status\r").until("fine\r\n").until(PROMPT).type("\u0004").ends(3);
	}

	@Test
	void endsWithTheStatusOfTheLastCommand() {
		open().type("status\r").until("fine").until(PROMPT).type("exit\r").ends(3);
		open().type("unknown\r").until("command not found").until(PROMPT).type("quit\r").ends(127);
	}

	@Test
	void tellsWhatThereIs() {
		open().type("help\r").until("count\r\nfail\r\nforever\r\npart\r\nstatus\r\nexit\r\n");
	}

	@Test
	void clearsTheLineForControlC() {
		open().type("forever\u0003").until(PROMPT).type("status\r").until("fine").until(PROMPT).type("exit\r").ends(3);
	}

	@Test
	void cancelsACommandForControlC() {
		open().type("forever\r").until("begun").type("\u0003").until("^C\r\n").until(PROMPT).type("exit\r").ends(130);
		assertThat(this.audited).containsExactly("alice shell forever", "cancelled");
	}

	@Test
	void cancelsACommandForTheSignal() {
		Seen seen = open().type("forever\r").until("begun");
		seen.session.signal("INT");
		seen.until(PROMPT).type("exit\r").ends(130);
	}

	@Test
	void keepsWhatIsTypedWhileACommandRuns() {
		Seen seen = open().type("forever\r").until("begun").type("lost").type("\u0003").type("status\r");
		seen.until("fine").until(PROMPT).type("exit\r").ends(3);
	}

	@Test
	void givesTypedLinesToACommandThatReads() {
		open().type("count\r")
			.until("\n")
			.type("one\rtwx\u007fo\r\u0004")
			.until("two".substring(0, 2))
			.until("2 lines")
			.until(PROMPT)
			.type("exit\r")
			.ends(0);
	}

	@Test
	void beginsThePromptOnALineOfItsOwn() {
		open().type("part\r").until("no end\r\n").until(PROMPT);
	}

	@Test
	void completesWords() {
		open().type("sta\t\r").until("fine").until(PROMPT).type("forever al\tp\t");
	}

	@Test
	void remembersWhatWasTyped() {
		open().type("status\r").until("fine").until(PROMPT).type("exit\r").ends(3);
		open().type("\u001b[A\u001b[A\r").until("fine").until(PROMPT).type("exit\r").ends(3);
		assertThat(this.histories.of("alice")).containsExactly("exit", "status", "exit");
		assertThat(this.histories.of("bob")).isEmpty();
	}

	@Test
	void tellsNobodyWhyACommandHasFailed() {
		Seen seen = open().type("fail\r").until("failed\r\n").until(PROMPT);
		assertThat(seen.text()).doesNotContain("secret");
		seen.type("exit\r").ends(1);
	}

	@Test
	void runsEachLineThatWasPasted() {
		open().type("\u001b[200~status\rpart\u001b[201~\r").until("fine").until("no end").until(PROMPT);
	}

	@Test
	void endsForALineThatIsTooLong() {
		open().type("x".repeat(200)).until("The line is too long").ends(0);
	}

	@Test
	void endsWithTheChannel() {
		Seen seen = open().type("forever\r").until("begun");
		seen.session.close();
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.audited).containsExactly("alice shell forever", "cancelled");
			new Seen(session(this.scheduler).with(XTERM).run(shell())).until(PROMPT);
			new Seen(session(this.scheduler).with(XTERM).run(shell())).until(PROMPT);
		});
	}

	@Test
	void opensNoMoreThanThereMayBe() {
		open();
		open();
		new Seen(session(this.scheduler).with(XTERM).run(shell())).until("Too many shells are open\r\n").ends(1);
	}

	@Test
	void needsTheRole() {
		this.role = "ADMIN";
		Seen refused = new Seen(session(this.scheduler).with(XTERM).run(shell()));
		refused.until("shell: permission denied\r\n").ends(126);
		this.role = "OPS";
		open();
	}

	@Test
	void endsWhenNothingIsTyped() {
		VirtualEventLoop loop = new VirtualEventLoop();
		Seen seen = new Seen(session(loop.scheduler()).with(XTERM).run(shell())).until(PROMPT);
		loop.advance(Duration.ofMinutes(4));
		seen.type("x");
		loop.advance(Duration.ofMinutes(4));
		assertThat(seen.session.exitStatus()).isNull();
		loop.advance(Duration.ofMinutes(2));
		seen.until("exit").ends(0);
	}

	@Test
	void runsLinesWithoutATerminal() {
		RecordingSession session = session(this.scheduler).type("status\nunknown\n\ncount")
			.type("\nexit\nstatus\n")
			.run(shell());
		Awaitility.await().until(() -> session.exitStatus() != null);
		assertThat(session.takeOutput()).isEqualTo("fine\n0 lines\n");
		assertThat(session.takeErrors()).isEqualTo("unknown: command not found\n");
		assertThat(session.exitStatus()).isZero();
		assertThat(this.audited).containsExactly("alice shell status", "3", "alice shell unknown", "127",
				"alice shell count", "0");
	}

	@Test
	void endsWithTheInputWithoutATerminal() {
		RecordingSession session = session(this.scheduler).type("status").endInput().run(shell());
		Awaitility.await().until(() -> session.exitStatus() != null);
		assertThat(session.exitStatus()).isEqualTo(3);
	}

	@FunctionalInterface
	private interface Body {

		Mono<Integer> run(SshSession session, List<String> words);

	}

	/** What is seen, and how far it was read. */
	private static final class Seen {

		private final RecordingSession session;

		private final StringBuilder text = new StringBuilder();

		private int read;

		private Seen(RecordingSession session) {
			this.session = session;
		}

		Seen type(String keys) {
			this.session.type(keys);
			return this;
		}

		Seen until(String expected) {
			Awaitility.await("'" + expected + "'").until(() -> {
				int found = text().indexOf(expected, this.read);
				this.read = (found < 0) ? this.read : found + expected.length();
				return found >= 0;
			});
			return this;
		}

		void ends(int status) {
			Awaitility.await().until(() -> this.session.exitStatus() != null || this.session.failure() != null);
			assertThat(this.session.exitStatus()).isEqualTo(status);
		}

		String text() {
			return this.text.append(this.session.takeOutput()).toString();
		}

	}

}
