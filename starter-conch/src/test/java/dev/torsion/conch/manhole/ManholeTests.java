package dev.torsion.conch.manhole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshLogin;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.conch.manhole.engine.Limits;
import dev.torsion.conch.terminal.TerminalSettings;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.net.test.VirtualEventLoop;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Manhole}: its guard, its audit, and what is typed.
 */
public class ManholeTests {

	private static final Pty XTERM = new Pty("xterm", 100, 40, Map.of());

	private final List<ManholeEvent> kept = new CopyOnWriteArrayList<>();

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final MovedClock clock = new MovedClock();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final StringBuilder output = new StringBuilder();

	private volatile @Nullable String failing;

	private Manhole manhole = manhole(settings(null, false));

	@BeforeEach
	void start() {
		this.context.registerBean("log", StringBuilder.class, () -> new StringBuilder());
		this.context.registerBean("secured", Secured.class, Secured::new);
		this.context.refresh();
	}

	@AfterEach
	void stop() throws IOException {
		this.manhole.close();
		Awaitility.await().until(() -> this.manhole.sessions().isEmpty());
		this.context.close();
	}

	@Test
	void refusesWhoHasNotTheRole() {
		RecordingSession session = session("alice", "SHA256:abc", "ROLE_OPS").run(this.manhole);
		assertThat(session.takeErrors()).isEqualTo("manhole: permission denied\n");
		assertThat(session.exitStatus()).isEqualTo(126);
		assertThat(this.kept).isEmpty();
	}

	@Test
	void refusesWhoHasNotLoggedInWithAKey() {
		RecordingSession session = session("alice", null, "ROLE_MANHOLE").run(this.manhole);
		assertThat(session.takeErrors()).isEqualTo("manhole: only for those who log in with a key\n");
	}

	@Test
	void refusesMoreSessionsThanThereMayBe() {
		enter();
		enter();
		assertThat(session().run(this.manhole).takeErrors()).isEqualTo("manhole: too many sessions\n");
	}

	@Test
	void isClosedWhenItsTimeIsOver() {
		this.manhole = manhole(settings(this.clock.instant().plusSeconds(60), false));
		RecordingSession inside = enter();
		advance(Duration.ofSeconds(60));
		assertThat(session().run(this.manhole).takeErrors()).isEqualTo("manhole: closed\n");
		assertThat(inside.takeErrors()).contains("The time of the manhole is over");
		assertThat(inside.exitStatus()).isEqualTo(1);
	}

	@Test
	void endsASessionInWhichNothingIsTyped() {
		RecordingSession session = enter();
		advance(Duration.ofMinutes(9));
		session.type("1 + 1\n");
		await(session, "= 2");
		Awaitility.await().until(() -> this.kept.size() == 3);
		advance(Duration.ofMinutes(9));
		assertThat(session.exitStatus()).isNull();
		advance(Duration.ofMinutes(2));
		assertThat(session.takeErrors()).contains("Nothing was typed for too long");
		assertThat(session.exitStatus()).isEqualTo(1);
	}

	@Test
	void endsASessionThatLastsTooLong() {
		RecordingSession session = enter();
		for (int i = 0; i < 7; i++) {
			session.type((i + 1000) + " + 1\n");
			await(session, "= " + (i + 1001));
			int results = 3 + 2 * i;
			Awaitility.await().until(() -> this.kept.size() >= results);
			advance(Duration.ofMinutes(9));
		}
		assertThat(session.takeErrors()).contains("The time of this session is over");
	}

	@Test
	void stopsWhatRunsInASessionThatIsEnded() {
		RecordingSession session = enter().type("out.println(\"runs\"); while (true) { }\n");
		await(session, "runs\n");
		assertThat(this.manhole.end("1")).isTrue();
		assertThat(this.manhole.end("2")).isFalse();
		Awaitility.await().until(() -> this.manhole.sessions().isEmpty());
		assertThat(session.takeErrors()).contains("Ended by an operator");
	}

	@Test
	void letsNobodyInOnceItIsDisabled() {
		RecordingSession inside = enter();
		this.manhole.disable();
		assertThat(inside.takeErrors()).contains("The manhole is disabled");
		assertThat(session().run(this.manhole).takeErrors()).isEqualTo("manhole: closed\n");
		assertThat(this.manhole.isClosed()).isTrue();
	}

	@Test
	void tellsThoseInsideOfWhoEnters() {
		RecordingSession first = enter();
		enter();
		await(first, "*** alice has entered the manhole ***");
	}

	@Test
	void keepsASnippetBeforeItRuns() {
		RecordingSession session = enter().type("log.append(\"x\")\n");
		await(session, "= \"x\"");
		Awaitility.await().until(() -> this.kept.size() == 3);
		assertThat(this.kept).extracting(ManholeEvent::type)
			.containsExactly(ManholeEvent.OPENED, ManholeEvent.SNIPPET, ManholeEvent.RESULT);
		assertThat(this.kept.get(1).principal()).isEqualTo("alice");
		assertThat(this.kept.get(1).data()).containsEntry("source", "log.append(\"x\")")
			.containsEntry("key", "SHA256:abc")
			.containsEntry("connection", "1")
			.containsEntry("snippet", 1L)
			.containsEntry("length", 0);
		assertThat(this.kept.get(2).data()).containsEntry("kind", "VALUE").containsKeys("millis", "sha256");
	}

	@Test
	void runsNothingThatIsNotKept() {
		RecordingSession session = enter();
		this.failing = ManholeEvent.SNIPPET;
		session.type("log.append(\"x\")\n");
		await(session, "the audit fails");
		Awaitility.await().until(() -> this.manhole.sessions().isEmpty());
		assertThat(this.context.getBean(StringBuilder.class)).isEmpty();
		assertThat(session.exitStatus()).isEqualTo(1);
	}

	@Test
	void letsNobodyInWhoIsNotKept() {
		this.failing = ManholeEvent.OPENED;
		RecordingSession session = session().run(this.manhole);
		Awaitility.await().until(() -> session.exitStatus() != null);
		assertThat(session.takeErrors()).isEqualTo("manhole: failed\n");
		assertThat(this.output).isEmpty();
	}

	@Test
	void appendsToAFileOfItsOwnersOnly(@TempDir Path folder) throws IOException {
		Path file = folder.resolve("audit.log");
		AuditFile audit = new AuditFile(file);
		audit.keep(new ManholeEvent(Instant.EPOCH, "alice", ManholeEvent.SNIPPET,
				Map.of("source", "\"a\\\n\u001b[2J\u0085\u00e9\"")));
		audit.keep(new ManholeEvent(Instant.EPOCH, "bob", ManholeEvent.RESULT, Map.of("millis", 12)));
		assertThat(Files.readString(file)).isEqualTo(
				"""
						{"time":"1970-01-01T00:00:00Z","type":"MANHOLE_SNIPPET","principal":"alice","source":"\\"a\\\\\\u000a\\u001b[2J\\u0085\u00e9\\""}
						{"time":"1970-01-01T00:00:00Z","type":"MANHOLE_RESULT","principal":"bob","millis":12}
						""");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
	}

	@Test
	void leavesAtTheEndOfInput() {
		RecordingSession session = enter().type("1 + 1\n").endInput();
		Awaitility.await().until(() -> session.exitStatus() != null);
		assertThat(session.exitStatus()).isZero();
		Awaitility.await().until(() -> this.kept.size() == 4);
		assertThat(this.kept.get(3).type()).isEqualTo(ManholeEvent.CLOSED);
	}

	@Test
	void runsSnippetsAsWhoHasLoggedIn() {
		RecordingSession session = enter().type("secured.user()\n");
		await(session, "= \"alice\"");
	}

	@Test
	void waitsForTheRestOfASnippet() {
		RecordingSession session = enter().type("int f() {\n  return 42;\n}\nf() + 1\n");
		await(session, "= 43");
	}

	@Test
	void knowsItsCommands() {
		RecordingSession session = enter()
			.type("int x = 1\n/vars\n/list\n/imports\n/who\n/doc context.getBean(\n/help\n");
		await(session, "int x");
		await(session, ": int x = 1");
		await(session, "import java.util.*");
		await(session, "alice 2030-");
		await(session, "getBean(String");
		await(session, "/reset");
		session.type("/reset\nx + 1\n");
		await(session, "cannot find symbol");
		session.type("/nonsense\n");
		await(session, "There is no /nonsense");
		session.type("/exit\n");
		Awaitility.await().until(() -> session.exitStatus() != null);
	}

	@Test
	void keepsSessionsApart() {
		RecordingSession first = enter().type("int mine = 1\n");
		await(first, "= 1");
		await(enter().type("mine\n"), "cannot find symbol");
	}

	@Test
	void sharesWhatIsDeclaredIfToldSo() {
		this.manhole = manhole(settings(null, true));
		RecordingSession first = enter().type("int ours = 1\n");
		await(first, "= 1");
		RecordingSession second = enter().type("ours + 41\n");
		await(second, "= 42");
		assertThat(first.takeOutput()).doesNotContain("42");
	}

	@Test
	void editsLinesOnATerminal() {
		RecordingSession session = session().with(XTERM).run(this.manhole);
		await(session, "java> ");
		session.type("context.getBeanDef\t");
		await(session, "getBeanDefinition");
		session.type("Count()\r");
		await(session, "= 2");
	}

	@Test
	void stopsASnippetForControlC() {
		RecordingSession session = session().with(XTERM).run(this.manhole);
		await(session, "java> ");
		session.type("out.println(\"ru\" + \"ns\"); while (true) { }\r");
		await(session, "runs\r\n");
		session.type("\u0003");
		await(session, "Stopped");
		session.type("40 + 2\r");
		await(session, "= 42");
	}

	@Test
	void leavesForControlD() {
		RecordingSession session = session().with(XTERM).run(this.manhole);
		await(session, "java> ");
		session.type("\u0004");
		Awaitility.await().until(() -> session.exitStatus() != null);
		assertThat(session.exitStatus()).isZero();
	}

	private RecordingSession enter() {
		int before = this.manhole.sessions().size();
		RecordingSession session = session().run(this.manhole);
		this.output.setLength(0);
		await(session, "in the running application");
		assertThat(this.manhole.sessions()).hasSize(before + 1);
		return session;
	}

	private RecordingSession session() {
		return session("alice", "SHA256:abc", "ROLE_MANHOLE");
	}

	private RecordingSession session(String name, @Nullable String key, String authority) {
		SshLogin login = new SshLogin(UsernamePasswordAuthenticationToken.authenticated(name, null,
				AuthorityUtils.createAuthorityList(authority)), key, SshRestrictions.NONE);
		return RecordingSession.of("", new RecordingConnection(login, this.loop.scheduler()));
	}

	private void await(RecordingSession session, String text) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			this.output.append(session.takeOutput().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", ""));
			int index = this.output.indexOf(text);
			if (index >= 0) {
				this.output.delete(0, index);
			}
			return index >= 0;
		});
	}

	private void advance(Duration time) {
		this.clock.now = this.clock.now.plus(time);
		this.loop.advance(time);
	}

	private Manhole manhole(ManholeSettings settings) {
		return new Manhole(settings, this.context, List.of((event) -> {
			if (event.type().equals(this.failing)) {
				throw new IOException("The disk is full");
			}
			Map<String, Object> data = new LinkedHashMap<>(event.data());
			if (this.context.isActive()) {
				data.put("length", this.context.getBean(StringBuilder.class).length());
			}
			this.kept.add(new ManholeEvent(event.time(), event.principal(), event.type(), data));
		}), this.clock);
	}

	private static ManholeSettings settings(@Nullable Instant until, boolean shared) {
		return new ManholeSettings("MANHOLE", until, Duration.ofMinutes(10), Duration.ofHours(1), 2, shared,
				Limits.DEFAULT, TerminalSettings.DEFAULT);
	}

	private static final class MovedClock extends Clock {

		private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

	/** A bean that asks who calls it. */
	public static final class Secured {

		/**
		 * Who calls.
		 * @return the name
		 */
		public String user() {
			return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication()).getName();
		}

	}

}
