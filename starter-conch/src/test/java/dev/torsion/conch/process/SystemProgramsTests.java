package dev.torsion.conch.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.torsion.conch.KilledBySignalException;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.conch.test.RecordingSession;
import dev.torsion.net.process.Limits;
import dev.torsion.net.process.ProcessSettings;
import dev.torsion.net.process.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemProgramsTests {

	private final Processes processes = new Processes(
			new ProcessSettings(4, Duration.ofMillis(300), Duration.ofMillis(100)), Schedulers.parallel(), Thread::new);

	@AfterEach
	void close() {
		this.processes.close();
	}

	private SystemPrograms programs(boolean arguments, String... command) {
		SystemProgram program = new SystemProgram("run", List.of(command), arguments, "OPS", Map.of("COLOUR", "blue"),
				Path.of("/tmp"), Duration.ofMinutes(1), Limits.NONE);
		return new SystemPrograms(List.of(program), this.processes, "/usr/bin:/bin");
	}

	private static RecordingSession session(String line) {
		return RecordingSession.of(line, RecordingConnection.of("alice", "ROLE_OPS"));
	}

	private static Mono<Integer> run(SystemPrograms programs, RecordingSession session) {
		return Objects.requireNonNull(programs.find(session.command(), session)).run(session);
	}

	@Test
	void passesInputOutputErrorsAndStatusOn() {
		SystemPrograms programs = programs(false, "/bin/sh", "-c", "cat; echo oops >&2; exit 3");
		RecordingSession session = session("run").type("hello").endInput();
		assertThat(run(programs, session).block()).isEqualTo(3);
		assertThat(session.takeOutput()).isEqualTo("hello");
		assertThat(session.takeErrors()).isEqualTo("oops\n");
	}

	@Test
	void endsThoughTheInputDoesNot() {
		RecordingSession session = session("run");
		assertThat(run(programs(false, "/bin/echo", "hello"), session).block()).isZero();
		assertThat(session.takeOutput()).isEqualTo("hello\n");
	}

	@Test
	void knowsNothingWithoutTheRole() {
		RecordingSession session = RecordingSession.of("run", RecordingConnection.of("bob", "ROLE_USER", "OPS"));
		assertThat(programs(false, "/bin/true").find("run", session)).isNull();
	}

	@Test
	void takesArgumentsOnlyIfItMayAndNeverByAShell() {
		RecordingSession session = session("run 'a; b' -c");
		assertThat(programs(false, "/bin/echo").find("run x", session)).isNull();
		assertThat(programs(true, "/bin/echo").find("run x; id", session)).isNull();
		assertThat(programs(true, "/bin/echo").find("other", session)).isNull();
		assertThat(programs(true, "/bin/echo").find("", session)).isNull();
		assertThat(run(programs(true, "/bin/echo"), session).block()).isZero();
		assertThat(session.takeOutput()).isEqualTo("a; b -c\n");
	}

	@Test
	void childGetsNothingThatMakesItRunSomethingElse() {
		RecordingSession session = session("run").with(Map.of("LANG", "C", "LD_AUDIT", "/tmp/x.so", "LD_PRELOAD",
				"/tmp/x.so", "JAVA_TOOL_OPTIONS", "-agentpath:/tmp/x.so", "PATH", "/tmp", "BASH_ENV", "/tmp/x",
				"COLOUR", "red", "HOME", "/root", "GIT_SSH_COMMAND", "x"));
		assertThat(run(programs(false, "/usr/bin/env"), session).block()).isZero();
		assertThat(session.takeOutput().lines()).containsExactlyInAnyOrder("LANG=C", "PATH=/usr/bin:/bin", "HOME=/tmp",
				"USER=alice", "LOGNAME=alice", "COLOUR=blue");
	}

	@Test
	void passesSignalsOnAndTellsIfOneHasKilled() {
		SshProgram program = Objects.requireNonNull(
				programs(false, "/bin/sh", "-c", "echo ready; exec sleep 1000").find("run", session("run")));
		RecordingSession session = session("run");
		Mono<Integer> exit = program.run(session).cache();
		exit.subscribe(null, (ex) -> {
		});
		while (!session.takeOutput().equals("ready\n")) {
			Thread.onSpinWait();
		}
		session.signal("NONE").signal("HUP");
		assertThatExceptionOfType(KilledBySignalException.class).isThrownBy(exit::block)
			.extracting(KilledBySignalException::signal)
			.isEqualTo("HUP");
	}

	@Test
	void statusIsNoSignalOfOurs() {
		assertThat(run(programs(false, "/bin/sh", "-c", "exit 143"), session("run")).block()).isEqualTo(143);
	}

	@Test
	void isKilledWhenTheChannelIsClosed() {
		SystemPrograms programs = programs(false, "/bin/sh", "-c", "echo ready; sleep 1000");
		RecordingSession session = session("run");
		session.run(Objects.requireNonNull(programs.find("run", session)));
		while (!session.takeOutput().equals("ready\n")) {
			Thread.onSpinWait();
		}
		session.close();
		while (this.processes.running() > 0) {
			Thread.onSpinWait();
		}
		assertThat(session.exitStatus()).isNull();
	}

	@Test
	void doesNotReadMoreThanThePeerTakes() {
		RecordingSession session = session("run").stall();
		session.run(Objects.requireNonNull(programs(false, "/usr/bin/yes").find("run", session)));
		int most = 0;
		while (most == 0) {
			most = session.takeOutputBytes().length;
		}
		assertThat(most).isLessThanOrEqualTo(64 * 1024);
		assertThat(session.takeOutputBytes()).isEmpty();
		session.close();
	}

}
