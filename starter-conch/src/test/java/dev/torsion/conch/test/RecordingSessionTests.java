package dev.torsion.conch.test;

import java.util.Map;

import dev.torsion.conch.Pty;
import dev.torsion.conch.SshProgram;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

class RecordingSessionTests {

	private static final SshProgram ECHO = (session) -> session.input().concatMap(session::write, 1).then(Mono.just(3));

	@Test
	void runsAProgramOnWhatIsTyped() {
		RecordingSession session = RecordingSession.of("echo").type("a").run(ECHO).type("b");
		assertThat(session.takeOutput()).isEqualTo("ab");
		assertThat(session.exitStatus()).isNull();
		assertThat(session.endInput().exitStatus()).isEqualTo(3);
	}

	@Test
	void runsAProgramAsWhoHasLoggedIn() {
		RecordingSession session = RecordingSession.of("whoami")
			.run((current) -> ReactiveSecurityContextHolder.getContext()
				.flatMap((context) -> current.print(String.valueOf(context.getAuthentication())))
				.then(Mono.empty()));
		assertThat(session.takeOutput()).contains("Principal=alice");
		assertThat(session.exitStatus()).isZero();
	}

	@Test
	void cancelsAProgramWhenThePeerIsGone() {
		RecordingSession session = RecordingSession.of("echo").run(ECHO).close();
		assertThat(session.exitStatus()).isNull();
		assertThat(session.write(java.nio.ByteBuffer.allocate(1)).materialize().block())
			.matches((end) -> end != null && end.isOnError());
	}

	@Test
	void keepsWritesWaitingWhileNobodyReads() {
		RecordingSession session = RecordingSession.of("print")
			.stall()
			.run((current) -> current.print("a\n").then(current.printError("b")).thenReturn(0));
		assertThat(session.takeOutput()).isEqualTo("a\n");
		assertThat(session.exitStatus()).isNull();
		assertThat(session.resume().exitStatus()).isZero();
		assertThat(session.takeErrors()).isEqualTo("b");
	}

	@Test
	void hasATerminalThatChangesItsSize() {
		RecordingSession session = RecordingSession.of("").with(new Pty("xterm", 80, 24, Map.of()));
		session.run((current) -> current.resizes()
			.next()
			.flatMap((pty) -> current.print(pty.columns() + "\n"))
			.then(Mono.empty()));
		assertThat(session.resize(100, 30).takeOutput()).isEqualTo("100\r\n");
	}

}
