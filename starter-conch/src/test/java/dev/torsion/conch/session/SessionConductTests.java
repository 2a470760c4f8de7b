package dev.torsion.conch.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.KilledBySignalException;
import dev.torsion.conch.SshProgram;
import dev.torsion.conch.SshRestrictions;
import dev.torsion.interop.Interop;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What peers may do, and what becomes of those who do something else.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionConductTests {

	private final CountDownLatch cancelled = new CountDownLatch(1);

	private final Map<String, SshProgram> programs = Map.of("forever",
			(session) -> session.print("ready").then(Mono.<Integer>never()).doOnCancel(this.cancelled::countDown), //
			"line", (session) -> session.print(session.command() + " " + session.environment()).then(Mono.empty()), //
			"killed", (session) -> Mono.error(new KilledBySignalException("TERM")), //
			"signals",
			(session) -> Flux
				.merge(session.signals().take(2).concatMap((name) -> session.print(name + " ")), session.print("ready"))
				.then(Mono.empty()), //
			"flood", (session) -> {
				for (int i = 0; i < 5; i++) {
					session.write(ByteBuffer.allocate(1 << 20));
				}
				return session.write(ByteBuffer.allocate(1 << 20)).thenReturn(0);
			});

	private @Nullable LoopbackServer server;

	@AfterEach
	void stop() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	private LoopbackServer server() throws IOException {
		LoopbackServer running = LoopbackServer.running((line, session) -> this.programs.get(line));
		this.server = running;
		return running;
	}

	private static ChannelExec open(ClientSession session, String command, OutputStream output) throws IOException {
		ChannelExec channel = session.createExecChannel(command);
		channel.setOut(output);
		channel.setErr(new ByteArrayOutputStream());
		channel.open().verify(20, TimeUnit.SECONDS);
		return channel;
	}

	private static void awaitClosed(ClientChannel channel) {
		channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0);
	}

	private static Buffer packet(ClientSession session, byte command, ClientChannel channel) {
		Buffer buffer = session.createBuffer(command, 64);
		buffer.putUInt(channel.getRecipient());
		return buffer;
	}

	private static Buffer request(ClientSession session, ClientChannel channel, String name) {
		Buffer buffer = packet(session, SshConstants.SSH_MSG_CHANNEL_REQUEST, channel);
		buffer.putString(name);
		buffer.putBoolean(false);
		return buffer;
	}

	@Test
	void cancelsTheProgramWhenThePeerIsGone() throws Exception {
		Received output = new Received();
		ClientSession session = server().connect();
		open(session, "forever", output);
		output.await("ready");
		session.close(true);
		this.cancelled.await();
	}

	@Test
	void cancelsTheProgramWhenTheChannelIsClosed() throws Exception {
		Received output = new Received();
		LoopbackServer running = server();
		try (ClientSession session = running.connect()) {
			ClientChannel channel = open(session, "forever", output);
			output.await("ready");
			channel.close(false);
			this.cancelled.await();
			running.awaitAudit("forever has ended: closed");
		}
	}

	@Test
	void tellsTheSignalThatHasKilledAProgram() throws Exception {
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "killed", new ByteArrayOutputStream());
			awaitClosed(channel);
			assertThat(channel.getExitSignal()).isEqualTo("TERM");
			assertThat(channel.getExitStatus()).isNull();
		}
	}

	@Test
	void passesSignalsAndBreaksOn() throws Exception {
		Received output = new Received();
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "signals", output);
			output.await("ready");
			Buffer signal = request(session, channel, "signal");
			signal.putString("INT");
			session.writePacket(signal);
			Buffer broken = request(session, channel, "break");
			broken.putUInt(500);
			session.writePacket(broken);
			awaitClosed(channel);
			assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("readyINT BREAK ");
		}
	}

	@Test
	void runsOnlyWhatTheKeyForces() throws Exception {
		Received output = new Received();
		LoopbackServer running = server()
			.restricted(new SshRestrictions("line", true, true, null, null, Map.of("TEAM", "ops")));
		try (ClientSession session = running.connect()) {
			awaitClosed(open(session, "forever", output));
			assertThat(output.toString(StandardCharsets.UTF_8)).startsWith("line {")
				.contains("SSH_ORIGINAL_COMMAND=forever")
				.contains("TEAM=ops");
			running.awaitAudit("alice runs exec line");
		}
	}

	@Test
	void opensNoMoreThanTenSessionsAndOthersWhenTheseHaveEnded() throws Exception {
		try (ClientSession session = server().connect()) {
			List<ClientChannel> open = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				open.add(open(session, "forever", new ByteArrayOutputStream()));
			}
			assertThatExceptionOfType(SshException.class)
				.isThrownBy(() -> open(session, "forever", new ByteArrayOutputStream()));
			open.get(0).close(false).await();
			open(session, "forever", new ByteArrayOutputStream());
		}
	}

	@Test
	void opensNoMoreSessionsWhenThePeerHasSaidSo() throws Exception {
		try (ClientSession session = server().connect()) {
			open(session, "forever", new ByteArrayOutputStream());
			Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 64);
			buffer.putString("no-more-sessions@openssh.com");
			buffer.putBoolean(false);
			session.writePacket(buffer);
			assertThatExceptionOfType(SshException.class)
				.isThrownBy(() -> open(session, "line", new ByteArrayOutputStream()));
		}
	}

	@Test
	void answersKeepAlives() throws Exception {
		try (ClientSession session = server().connect()) {
			Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 64);
			buffer.putString("keepalive@openssh.com");
			buffer.putBoolean(true);
			assertThat(session.request("keepalive@openssh.com", buffer, 20, TimeUnit.SECONDS)).isNull();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x11-req", "auth-agent-req@openssh.com", "exec", "shell", "env", "nonsense" })
	void refusesAllElseOnceAProgramRuns(String name) throws Exception {
		Received output = new Received();
		LoopbackServer running = server();
		try (ClientSession session = running.connect()) {
			ClientChannel channel = open(session, "signals", output);
			output.await("ready");
			Buffer refused = request(session, channel, name);
			refused.putString("line");
			session.writePacket(refused);
			for (int i = 0; i < 2; i++) {
				Buffer signal = request(session, channel, "signal");
				signal.putString("HUP");
				session.writePacket(signal);
			}
			awaitClosed(channel);
			assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("readyHUP HUP ");
			assertThat(running.audited).filteredOn((line) -> line.contains(" runs ")).hasSize(1);
		}
	}

	@Test
	void failsAProgramThatDoesNotWaitForThePeer() throws Exception {
		LoopbackServer running = server();
		try (ClientSession session = running.connect()) {
			awaitClosed(open(session, "flood", new ByteArrayOutputStream()));
			running.awaitAudit("flood has ended: 1 ");
		}
	}

	@Test
	void disconnectsWhoSendsMoreThanTheWindow() throws Exception {
		Received output = new Received();
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "forever", output);
			output.await("ready");
			for (int i = 0; i <= 64 && session.isOpen(); i++) {
				Buffer data = packet(session, SshConstants.SSH_MSG_CHANNEL_DATA, channel);
				data.putBytes(new byte[32 * 1024]);
				session.writePacket(data);
			}
			assertDisconnected(session);
		}
	}

	@Test
	void disconnectsWhoSendsMoreThanAPacketMayHave() throws Exception {
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "forever", new ByteArrayOutputStream());
			Buffer data = packet(session, SshConstants.SSH_MSG_CHANNEL_DATA, channel);
			data.putBytes(new byte[32 * 1024 + 1]);
			session.writePacket(data);
			assertDisconnected(session);
		}
	}

	@Test
	void disconnectsWhoSaysThatItSendsMoreThanItDoes() throws Exception {
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "forever", new ByteArrayOutputStream());
			Buffer data = packet(session, SshConstants.SSH_MSG_CHANNEL_DATA, channel);
			data.putUInt(1000);
			session.writePacket(data);
			assertDisconnected(session);
		}
	}

	@Test
	void disconnectsWhoOpensItsWindowBeyondWhatThereIs() throws Exception {
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "forever", new ByteArrayOutputStream());
			Buffer adjust = packet(session, SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, channel);
			adjust.putUInt(0xFFFF_FFFFL);
			session.writePacket(adjust);
			assertDisconnected(session);
		}
	}

	@Test
	void disconnectsWhoSendsAMalformedRequest() throws Exception {
		try (ClientSession session = server().connect()) {
			ClientChannel channel = open(session, "forever", new ByteArrayOutputStream());
			session.writePacket(request(session, channel, "signal"));
			assertDisconnected(session);
		}
	}

	private static void assertDisconnected(ClientSession session) {
		session.waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), 0);
		assertThat(session.isOpen()).isFalse();
	}

	@Test
	@Interop("ssh")
	void servesTenSessionsOfOpenSshOverOneConnection(@TempDir Path directory) throws Exception {
		LoopbackServer running = LoopbackServer.running((line,
				session) -> (current) -> current.input()
					.concatMap(current::write, 1)
					.then(Mono.defer(() -> current.print(" " + line)))
					.thenReturn(7));
		this.server = running;
		String script = """
				ssh() { %s -o ControlPath=%s/control "$@"; }
				ssh -o ControlMaster=yes -o ControlPersist=60 -f -N alice@127.0.0.1 || exit 1
				for i in 1 2 3 4 5 6 7 8 9 10; do
					( head -c 1000000 /dev/zero | ssh alice@127.0.0.1 "run $i" | wc -c > %s/$i ) &
				done
				wait
				cat %s/[0-9]*
				echo hello | ssh alice@127.0.0.1 last
				echo " $?"
				ssh -O exit alice@127.0.0.1
				""".formatted(running.ssh(directory).replace(" ssh ", " command ssh ").replace("env ", ""), directory,
				directory, directory);
		Process process = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output.lines().filter((line) -> line.startsWith("100000"))).hasSize(10);
		assertThat(output).contains("hello\n last 7\n");
	}

	/** What a client has got. */
	private static final class Received extends ByteArrayOutputStream {

		@Override
		public synchronized void write(byte[] bytes, int offset, int length) {
			super.write(bytes, offset, length);
			notifyAll();
		}

		synchronized void await(String text) throws InterruptedException {
			while (!toString(StandardCharsets.UTF_8).contains(text)) {
				wait();
			}
		}

	}

}
