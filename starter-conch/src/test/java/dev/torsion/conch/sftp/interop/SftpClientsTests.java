package dev.torsion.conch.sftp.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Session;
import dev.torsion.conch.interop.RunningConch;
import dev.torsion.interop.Interop;
import dev.torsion.interop.RealPeer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that others have written.
 */
class SftpClientsTests {

	/** Debian's, which has the modules. */
	private static final String PYTHON = "/usr/bin/python3";

	@TempDir
	static Path shared;

	private static RunningConch server;

	@TempDir
	Path local;

	private Path files;

	@BeforeAll
	static void start() throws IOException {
		Files.createDirectory(shared.resolve("files"));
		server = RunningConch.start(shared.resolve("data"),
				"--network.conch.sftp.root=" + shared.resolve("files") + "/{user}", "--network.conch.sftp.create=true",
				"--network.conch.profile=compatible");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void clear() throws IOException {
		this.files = Files.createDirectories(shared.resolve("files/amy"));
		try (Stream<Path> found = Files.walk(this.files)) {
			for (Path path : found.sorted((a, b) -> b.compareTo(a))
				.filter((each) -> !each.equals(this.files))
				.toList()) {
				Files.delete(path);
			}
		}
		byte[] large = new byte[5_000_000];
		new Random(7).nextBytes(large);
		Files.write(this.local.resolve("large"), large);
	}

	@Test
	@Interop("sftp")
	void movesFilesOfOpenSsh() throws Exception {
		Files.setLastModifiedTime(this.local.resolve("large"), FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
		Files.setPosixFilePermissions(this.local.resolve("large"), PosixFilePermissions.fromString("rw-r-----"));
		sftp("put -p -f large a", "get -p a back", "rename a b", "mkdir d", "cp b d/copy", "ln b d/hard",
				"ln -s ../b d/link", "chmod 600 d/copy");
		same("large", "b");
		assertThat(this.local.resolve("back")).hasSameBinaryContentAs(this.local.resolve("large"));
		assertThat(Files.getLastModifiedTime(this.local.resolve("back")).toMillis()).isEqualTo(1_000_000_000_000L);
		assertThat(Files.getLastModifiedTime(this.files.resolve("b")).toMillis()).isEqualTo(1_000_000_000_000L);
		assertThat(Files.getPosixFilePermissions(this.files.resolve("b")))
			.isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
		same("large", "d/copy");
		assertThat(Files.isSameFile(this.files.resolve("b"), this.files.resolve("d/hard"))).isTrue();
		assertThat(Files.readSymbolicLink(this.files.resolve("d/link"))).isEqualTo(Path.of("../b"));
	}

	@Test
	@Interop("sftp")
	void resumesFilesOfOpenSsh() throws Exception {
		byte[] large = Files.readAllBytes(this.local.resolve("large"));
		Files.write(this.files.resolve("a"), Arrays.copyOf(large, 1_234_567));
		Files.write(this.local.resolve("back"), Arrays.copyOf(large, 2_345_678));
		sftp("reput large a", "reget a back");
		same("large", "a");
		assertThat(this.local.resolve("back")).hasBinaryContent(large);
	}

	@Test
	@Interop("sftp")
	void movesTreesOfOpenSsh() throws Exception {
		Path tree = Files.createDirectories(this.local.resolve("tree/inner"));
		for (int i = 0; i < 300; i++) {
			Files.writeString(tree.resolve("file " + i + " é"), "content " + i);
		}
		sftp("put -r tree", "get -r tree copy");
		for (int i = 0; i < 300; i++) {
			assertThat(this.files.resolve("tree/inner/file " + i + " é")).hasContent("content " + i);
			assertThat(this.local.resolve("copy/inner/file " + i + " é")).hasContent("content " + i);
		}
	}

	@Test
	@Interop("sftp")
	void showsFilesToOpenSsh() throws Exception {
		Files.writeString(this.files.resolve("x"), "12345");
		Files.setPosixFilePermissions(this.files.resolve("x"), PosixFilePermissions.fromString("rwxr-x---"));
		String shown = sftp("ls -la", "df -h", "pwd", "-rm nothing", "-rmdir x", "-ls /../../etc/passwd",
				"-symlink /etc outside", "-ls -l outside/");
		assertThat(shown).containsPattern("-rwxr-x--- +\\? \\w+ +\\w+ +5 \\w{3} [ \\d]\\d [\\d:]+ x\n")
			.containsPattern("drwxr-xr-x .* \\.\n")
			.containsPattern("%Capacity\n")
			.contains("Remote working directory: /\n", "remote delete /nothing: No such file or directory",
					"remote rmdir \"/x\": No such file or directory")
			.doesNotContain("passwd\n/", "hostname");
	}

	@Test
	@Interop("psftp")
	void servesPutty() throws Exception {
		String shown = run(List.of("psftp", "-batch", "-P", port(), "-l", "amy", "-pw", "secret", "-hostkey",
				fingerprint(), "-b",
				script("put large a", "mv a b", "get b back", "mkdir d", "ls", "chmod 600 b", "del nothing", "rmdir d"),
				"-be", "127.0.0.1"));
		same("large", "b");
		assertThat(this.local.resolve("back")).hasSameBinaryContentAs(this.local.resolve("large"));
		assertThat(shown).contains("no such file or directory").containsPattern("drwxr-xr-x .* d");
		assertThat(this.files.resolve("d")).doesNotExist();
	}

	@Test
	@Interop("lftp")
	void mirrorsForLftp() throws Exception {
		Path tree = Files.createDirectories(this.local.resolve("tree/inner"));
		Files.copy(this.local.resolve("large"), tree.resolve("large"));
		Files.setPosixFilePermissions(tree.resolve("large"), PosixFilePermissions.fromString("rwx------"));
		Files.setLastModifiedTime(tree.resolve("large"), FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
		Files.writeString(tree.resolve("small"), "x");
		run(List.of("lftp", "-e",
				"set sftp:connect-program 'ssh -a -x -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null'; "
						+ "set net:max-retries 1; mirror -R tree up; mirror up down; quit",
				"-u", "amy,secret", "sftp://127.0.0.1:" + port()));
		same("tree/inner/large", "up/inner/large");
		assertThat(this.local.resolve("down/inner/large")).hasSameBinaryContentAs(this.local.resolve("large"));
		assertThat(this.local.resolve("down/inner/small")).hasContent("x");
		assertThat(Files.getLastModifiedTime(this.files.resolve("up/inner/large")).toMillis())
			.isEqualTo(1_000_000_000_000L);
	}

	@Test
	@Interop("curl")
	void servesCurl() throws Exception {
		String url = "sftp://127.0.0.1:" + port() + "/";
		List<String> curl = List.of("curl", "-sS", "-k", "-u", "amy:secret");
		run(with(curl, "-T", "large", url + "d/a", "--ftp-create-dirs"));
		run(with(curl, "-o", "back", url + "d/a"));
		run(with(curl, "-r", "100-299", "-o", "part", url + "d/a"));
		assertThat(run(with(curl, url))).containsPattern("drwxr-xr-x .* d\n");
		run(with(curl, "-Q", "-rename /d/a /d/b", "-o", "listing", url));
		same("large", "d/b");
		assertThat(this.local.resolve("back")).hasSameBinaryContentAs(this.local.resolve("large"));
		assertThat(this.local.resolve("part")).hasSize(200);
	}

	@Test
	@Interop("python3")
	void servesParamiko() throws Exception {
		python("""
				import paramiko, sys
				client = paramiko.SSHClient()
				client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
				client.connect('127.0.0.1', int(sys.argv[1]), 'amy', 'secret', look_for_keys=False, allow_agent=False)
				sftp = client.open_sftp()
				sftp.put('large', 'a')
				sftp.get('a', 'back')
				sftp.posix_rename('a', 'b')
				sftp.chmod('b', 0o640)
				sftp.utime('b', (1000, 2000))
				sftp.mkdir('d')
				sftp.symlink('../b', 'd/l')
				assert sftp.readlink('d/l') == '../b'
				assert sftp.stat('d/l').st_size == 5000000 and sftp.stat('b').st_mtime == 2000
				with sftp.open('d/t', 'a+') as file:
				    file.write('one')
				    file.write('two')
				    file.seek(1)
				    assert file.read() == b'netwo'
				with sftp.open('b') as file:
				    assert [len(part) for part in file.readv([(0, 10), (4999990, 10)])] == [10, 10]
				assert sorted(sftp.listdir()) == ['b', 'd'], sftp.listdir()
				for path in ('nothing', '../../etc/passwd'):
				    try:
				        sftp.stat(path)
				        raise AssertionError(path)
				    except FileNotFoundError:
				        pass
				client.close()
				""");
		same("large", "b");
		assertThat(this.local.resolve("back")).hasSameBinaryContentAs(this.local.resolve("large"));
	}

	@Test
	@Interop("python3")
	void servesAsyncSsh() throws Exception {
		python("""
				import asyncio, asyncssh, sys
				async def main():
				    async with asyncssh.connect('127.0.0.1', int(sys.argv[1]), username='amy', password='secret',
				            known_hosts=None, client_keys=None) as client:
				        async with client.start_sftp_client() as sftp:
				            await sftp.put('large', 'a', preserve=True)
				            await sftp.get('a', 'back')
				            await sftp.mkdir('d')
				            await sftp.link('a', 'd/hard')
				            room = await sftp.statvfs('/')
				            assert room.bsize == 4096 and room.blocks > 0
				            names = [entry.filename async for entry in sftp.scandir('/')]
				            assert {'a', 'd'} <= set(names), names
				            async with sftp.open('a', 'rb') as file:
				                await file.seek(4999999)
				                assert len(await file.read(100)) == 1
				            await sftp.rmtree('d')
				asyncio.run(main())
				""");
		same("large", "a");
		assertThat(this.local.resolve("back")).hasSameBinaryContentAs(this.local.resolve("large"));
		assertThat(this.files.resolve("d")).doesNotExist();
	}

	@Test
	void servesJsch() throws Exception {
		Session session = new JSch().getSession("amy", "127.0.0.1", server.port());
		session.setPassword("secret".getBytes(StandardCharsets.UTF_8));
		session.setConfig("StrictHostKeyChecking", "no");
		session.connect(10_000);
		try {
			ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
			sftp.connect(10_000);
			sftp.put(this.local.resolve("large").toString(), "a");
			sftp.get("a", this.local.resolve("back").toString());
			sftp.rename("a", "b");
			sftp.hardlink("b", "c");
			assertThat(sftp.ls("/")).extracting(ChannelSftp.LsEntry::getFilename).contains("b", "c");
			assertThat(sftp.statVFS("/").getBlockSize()).isEqualTo(4096);
		}
		finally {
			session.disconnect();
		}
		same("large", "b");
		assertThat(this.local.resolve("back")).hasSameBinaryContentAs(this.local.resolve("large"));
	}

	@Test
	void servesMina() throws Exception {
		try (SshClient client = SshClient.setUpDefaultClient()) {
			client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
			client.start();
			try (ClientSession session = client.connect("amy", "127.0.0.1", server.port())
				.verify(10, TimeUnit.SECONDS)
				.getSession()) {
				session.addPasswordIdentity("secret");
				session.auth().verify(10, TimeUnit.SECONDS);
				try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
					sftp.put(this.local.resolve("large"), "a");
					try (var in = sftp.read("a")) {
						assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(this.local.resolve("large")));
					}
					sftp.rename("a", "b");
					assertThat(sftp.readEntries("/")).extracting(SftpClient.DirEntry::getFilename).contains("b");
				}
			}
		}
		same("large", "b");
	}

	private void same(String local, String served) {
		assertThat(this.files.resolve(served)).hasSameBinaryContentAs(this.local.resolve(local));
	}

	private String sftp(String... commands) throws Exception {
		return run(List.of("sftp", "-q", "-oBatchMode=no", "-oStrictHostKeyChecking=no",
				"-oUserKnownHostsFile=/dev/null", "-oPubkeyAuthentication=no", "-F", "none", "-P", port(), "-b",
				script(commands), "amy@127.0.0.1"));
	}

	private void python(String text) throws Exception {
		run(List.of(PYTHON, "-c", text, port()));
	}

	private static String port() {
		return Integer.toString(server.port());
	}

	private String fingerprint() throws Exception {
		String keys = run(List.of("ssh-keyscan", "-p", port(), "-t", "ed25519", "127.0.0.1"));
		Path file = Files.writeString(this.local.resolve("key"),
				keys.lines().filter((line) -> line.contains("ssh-ed25519")).findFirst().orElseThrow() + "\n");
		return run(List.of("ssh-keygen", "-lf", file.toString())).split(" ")[1];
	}

	private String script(String... commands) throws IOException {
		return Files.write(this.local.resolve("script"), List.of(commands)).toString();
	}

	private static List<String> with(List<String> command, String... more) {
		List<String> all = new ArrayList<>(command);
		all.addAll(List.of(more));
		return all;
	}

	/** Runs a program in the local folder; what it shows. */
	private String run(List<String> command) throws Exception {
		Path askpass = Files.writeString(this.local.resolve("askpass"), "#!/bin/sh\necho secret\n");
		Files.setPosixFilePermissions(askpass, PosixFilePermissions.fromString("rwx------"));
		Path shown = this.local.resolve("shown");
		List<String> all = new ArrayList<>(command);
		all.set(0, command.get(0).startsWith("/") ? command.get(0) : RealPeer.require(command.get(0)).toString());
		ProcessBuilder builder = new ProcessBuilder(all).directory(this.local.toFile())
			.redirectErrorStream(true)
			.redirectOutput(shown.toFile());
		builder.environment().put("SSH_ASKPASS", askpass.toString());
		builder.environment().put("SSH_ASKPASS_REQUIRE", "force");
		builder.environment().put("HOME", this.local.toString());
		builder.environment().put("LC_ALL", "C.UTF-8");
		Process process = builder.start();
		process.getOutputStream().close();
		if (!process.waitFor(60, TimeUnit.SECONDS)) {
			process.destroyForcibly();
		}
		assertThat(process.waitFor()).as("%s: %s", command, Files.readString(shown)).isZero();
		return Files.readString(shown);
	}

}
