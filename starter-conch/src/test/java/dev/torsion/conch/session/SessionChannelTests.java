package dev.torsion.conch.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.SshProgram;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.core.context.ReactiveSecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class SessionChannelTests {

	private final Map<String, SshProgram> programs = Map.of("hello",
			(session) -> session.print("Hello\n").thenReturn(7), //
			"whoami",
			(session) -> ReactiveSecurityContextHolder.getContext()
				.flatMap((context) -> session.print(String.valueOf(context.getAuthentication())))
				.then(Mono.empty()),
			"cat", (session) -> session.input().concatMap(session::write, 1).then(Mono.empty()), //
			"fail", (session) -> session.printError("Oops\n").then(Mono.error(new IllegalStateException("Told"))), //
			"env",
			(session) -> session.print(new java.util.TreeMap<>(session.environment()).toString()).then(Mono.empty()), //
			"much",
			(session) -> Flux.range(0, 1000)
				.concatMap((number) -> session.write(ByteBuffer.wrap(new byte[50_000])))
				.then(Mono.empty()));

	private @Nullable LoopbackServer server;

	@AfterEach
	void stop() throws Exception {
		if (this.server != null) {
			this.server.close();
		}
	}

	private LoopbackServer server() throws Exception {
		SshExec exec = (line, session) -> this.programs.get(line);
		this.server = LoopbackServer.running(exec);
		return this.server;
	}

	private static Result run(ClientSession session, String command, byte[] input) throws Exception {
		try (ClientChannel channel = session.createExecChannel(command)) {
			ByteArrayOutputStream output = new ByteArrayOutputStream();
			ByteArrayOutputStream errors = new ByteArrayOutputStream();
			channel.setOut(output);
			channel.setErr(errors);
			channel.setIn(new java.io.ByteArrayInputStream(input));
			channel.open().verify(10, TimeUnit.SECONDS);
			channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TimeUnit.SECONDS.toMillis(50));
			return new Result(channel.getExitStatus(), output.toByteArray(), errors.toString(StandardCharsets.UTF_8));
		}
	}

	private record Result(@Nullable Integer status, byte[] output, String errors) {

		String text() {
			return new String(this.output, StandardCharsets.UTF_8);
		}

	}

	@Test
	void runsCommand() throws Exception {
		try (ClientSession session = server().connect()) {
			Result result = run(session, "hello", new byte[0]);
			assertThat(result.text()).isEqualTo("Hello\n");
			assertThat(result.status()).isEqualTo(7);
		}
	}

	@Test
	void runsProgramAsWhoHasLoggedIn() throws Exception {
		try (ClientSession session = server().connect()) {
			assertThat(run(session, "whoami", new byte[0]).text()).contains("Principal=alice");
		}
	}

	@Test
	void tellsFailureWithoutItsWords() throws Exception {
		try (ClientSession session = server().connect()) {
			Result result = run(session, "fail", new byte[0]);
			assertThat(result.errors()).isEqualTo("Oops\n");
			assertThat(result.status()).isEqualTo(1);
		}
	}

	@Test
	void losesNothingOfMuchOutput() throws Exception {
		try (ClientSession session = server().connect()) {
			Result result = run(session, "much", new byte[0]);
			assertThat(result.output()).hasSize(50_000_000);
			assertThat(result.status()).isZero();
		}
	}

	@Test
	void carriesMoreThanTheWindowInBothDirections() throws Exception {
		byte[] input = new byte[10_000_000];
		new java.util.Random(1).nextBytes(input);
		try (ClientSession session = server().connect()) {
			Result result = run(session, "cat", input);
			assertThat(result.output()).isEqualTo(input);
			assertThat(result.status()).isZero();
		}
	}

}
