package dev.torsion.conch.interop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Logger;
import com.jcraft.jsch.Session;
import dev.torsion.interop.Interop;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Commands of clients that are not OpenSSH's, with the algorithms of the default profile.
 */
@Timeout(300)
class OtherClientsTests {

	private static final Path SCRIPTS = Path.of("src", "test", "node");

	private static final String PYTHON = "/usr/bin/python3";

	@TempDir
	static Path folder;

	private static Client client;

	private static Path input;

	@BeforeAll
	static void start() throws Exception {
		client = Client.start(folder);
		input = client.random("input", 10_000_000);
	}

	@AfterAll
	static void stop() {
		client.close();
	}

	@Test
	@Interop("plink")
	void plinkRunsCommands() throws Exception {
		Client.Result greeted = client.run(plink("ops", "greet world"));
		assertThat(greeted.succeeded().output()).isEqualTo("Hello world\n");
		assertThat(client.run(plink("amy", "fail 7")).status()).isEqualTo(7);
		assertThat(client.run(input, plink("ops", "cat")).succeeded().file()).hasSameBinaryContentAs(input);
		String trace = client.run(plink("amy", "-v", "greet world")).succeeded().errors();
		assertThat(trace).contains("Enabling strict key exchange semantics", "NTRU Prime / Curve25519 hybrid");
	}

	private static String[] plink(String user, String... arguments) throws Exception {
		List<String> words = new ArrayList<>(List.of("plink", "-batch", "-ssh", "-P", client.port(), "-l", user, "-pw",
				"secret", "-hostkey", client.fingerprint()));
		if (arguments.length > 1) {
			words.add(arguments[0]);
		}
		words.addAll(List.of("127.0.0.1", arguments[arguments.length - 1]));
		return words.toArray(String[]::new);
	}

	@Test
	@Interop("python3")
	void paramikoRunsCommands() throws Exception {
		client.run(PYTHON, "-c", """
				import paramiko, sys
				def connect(user, **how):
				    client = paramiko.SSHClient()
				    client.load_host_keys('known_hosts')
				    client.set_missing_host_key_policy(paramiko.RejectPolicy())
				    client.connect('127.0.0.1', int(sys.argv[1]), user, look_for_keys=False, allow_agent=False, **how)
				    return client
				with connect('ops', pkey=paramiko.Ed25519Key.from_private_key_file('key')) as client:
				    sent, got, wrong = client.exec_command('upper')
				    sent.write('one\\ntwo\\n')
				    sent.channel.shutdown_write()
				    assert got.read() == b'ONE\\nTWO\\n'
				    sent, got, wrong = client.exec_command('complain')
				    assert wrong.read() == b'wrong\\n' and got.read() == b''
				    data = open('input', 'rb').read()
				    sftp = client.open_sftp()
				    sftp.putfo(open('input', 'rb'), 'copy')
				    with sftp.open('copy', 'rb') as file:
				        file.prefetch()
				        assert file.read() == data
				with connect('amy', password='secret') as client:
				    sent, got, wrong = client.exec_command('fail 7')
				    assert got.channel.recv_exit_status() == 7
				transport = paramiko.Transport(('127.0.0.1', int(sys.argv[1])))
				transport.connect()
				transport.auth_interactive('amy', lambda title, instructions, prompts: ['secret' for prompt in prompts])
				assert transport.is_authenticated()
				transport.close()
				""", client.port()).succeeded();
	}

	@Test
	@Interop("python3")
	void asyncSshRunsCommands() throws Exception {
		client.run(PYTHON, "-W", "ignore", "-c", """
				import asyncio, asyncssh, sys
				async def main():
				    async with asyncssh.connect('127.0.0.1', int(sys.argv[1]), username='ops', client_keys=['key'],
				            known_hosts='known_hosts', config=None) as client:
				        data = open('input', 'rb').read()
				        results = await asyncio.gather(client.run('cat', input=data, encoding=None),
				            client.run('greet world'), client.run('fail 7'), client.run('complain'))
				        assert results[0].stdout == data
				        assert (results[1].stdout, results[1].exit_status) == ('Hello world\\n', 0)
				        assert results[2].exit_status == 7
				        assert (results[3].stdout, results[3].stderr) == ('', 'wrong\\n')
				asyncio.run(main())
				""", client.port()).succeeded();
	}

	@Test
	@Interop({ "node", "npm" })
	void ssh2OfNodeRunsCommandsAndMovesFiles() throws Exception {
		for (String file : List.of("package.json", "package-lock.json", "client.cjs")) {
			Files.copy(SCRIPTS.resolve(file), client.home().resolve(file));
		}
		client
			.run("npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--prefer-offline",
					"--cache", Path.of("target", "npm").toAbsolutePath().toString())
			.succeeded();
		Client.Result result = client.run("node", "client.cjs", client.port(), client.fingerprint());
		assertThat(result.succeeded().output()).isEqualTo("HELLO\n\n0\n7\n");
		assertThat(client.home().resolve("back")).hasSameBinaryContentAs(input);
	}

	@Test
	void jschExchangesKeysByMlKem() throws Exception {
		JSch jsch = new JSch();
		jsch.setKnownHosts(client.home().resolve("known_hosts").toString());
		jsch.addIdentity(client.home().resolve("key").toString());
		Session session = jsch.getSession("ops", "127.0.0.1", client.server().port());
		List<String> log = new CopyOnWriteArrayList<>();
		session.setLogger(new Logger() {

			@Override
			public boolean isEnabled(int level) {
				return true;
			}

			@Override
			public void log(int level, String message) {
				log.add(message);
			}

		});
		session.connect(30_000);
		try {
			assertThat(log).contains("kex: algorithm: mlkem768x25519-sha256");
			ChannelExec channel = (ChannelExec) session.openChannel("exec");
			ByteArrayOutputStream output = new ByteArrayOutputStream();
			channel.setCommand("cat");
			channel.setInputStream(Files.newInputStream(input));
			channel.setOutputStream(output);
			channel.connect(30_000);
			await().atMost(Duration.ofMinutes(2)).until(channel::isClosed);
			assertThat(channel.getExitStatus()).isZero();
			assertThat(output.toByteArray()).isEqualTo(Files.readAllBytes(input));
		}
		finally {
			session.disconnect();
		}
	}

	@Test
	void minaRunsCommands() throws Exception {
		try (SshClient mina = SshClient.setUpDefaultClient()) {
			mina.setServerKeyVerifier(new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE,
					client.home().resolve("known_hosts")));
			mina.start();
			try (ClientSession session = mina.connect("amy", "127.0.0.1", client.server().port())
				.verify(30, TimeUnit.SECONDS)
				.getSession()) {
				session.addPasswordIdentity("secret");
				session.auth().verify(30, TimeUnit.SECONDS);
				assertThat(session.executeRemoteCommand("greet world")).isEqualTo("Hello world\n");
				try (var channel = session.createExecChannel("upper")) {
					ByteArrayOutputStream output = new ByteArrayOutputStream();
					channel.setIn(new ByteArrayInputStream("one\n".getBytes(StandardCharsets.US_ASCII)));
					channel.setOut(output);
					channel.open().verify(30, TimeUnit.SECONDS);
					channel.waitFor(List.of(ClientChannelEvent.CLOSED), 30_000);
					assertThat(output).hasToString("ONE\n");
				}
			}
		}
	}

}
