package dev.torsion.conch.interop;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

import dev.torsion.interop.Interop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large files and trees of OpenSSH's sftp, and of its scp, over SFTP and in its own
 * protocol.
 */
@Timeout(300)
@Interop({ "sftp", "scp" })
class OpenSshFilesTests {

	private static final int LARGE = 100 * 1024 * 1024;

	private static final Instant LONG_AGO = Instant.ofEpochSecond(981_173_106);

	@TempDir
	static Path folder;

	private static Client client;

	private static Path large;

	@BeforeAll
	static void start() throws Exception {
		client = Client.start(folder);
		large = client.random("large", LARGE);
	}

	@AfterAll
	static void stop() {
		client.close();
	}

	@Test
	void sftpMovesLargeFiles() throws Exception {
		sftp("put large a", "get a back");
		same(client.files("ops").resolve("a"), large);
		same(client.home().resolve("back"), large);
	}

	@Test
	void sftpGoesOnWhereItWasBrokenOff() throws Exception {
		cut(client.files("ops").resolve("up"));
		cut(client.home().resolve("down"));
		sftp("reput large up", "reget up down");
		same(client.files("ops").resolve("up"), large);
		same(client.home().resolve("down"), large);
	}

	private static void cut(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.copy(large, file, StandardCopyOption.REPLACE_EXISTING);
		try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
			opened.setLength(LARGE / 3);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-s", "-O" })
	void scpMovesLargeFiles(String protocol) throws Exception {
		scp(protocol, "large", "ops@127.0.0.1:large" + protocol);
		same(client.files("ops").resolve("large" + protocol), large);
		scp(protocol, "ops@127.0.0.1:large" + protocol, "back" + protocol);
		same(client.home().resolve("back" + protocol), large);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-s", "-O" })
	void scpMovesTreesWithTimesAndPermissions(String protocol) throws Exception {
		Path tree = tree("tree" + protocol);
		scp(protocol, "-rp", tree.getFileName().toString(), "amy@127.0.0.1:up" + protocol);
		check(client.files("amy").resolve("up" + protocol));
		scp(protocol, "-rp", "amy@127.0.0.1:up" + protocol, "down" + protocol);
		check(client.home().resolve("down" + protocol));
	}

	private static Path tree(String name) throws IOException {
		Path inner = Files.createDirectories(client.home().resolve(name).resolve("with space/größer"));
		Path file = Files.writeString(inner.resolve("a 'b' \"c\" $d *é"), "content");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
		Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
		Files.createFile(inner.resolve("empty"));
		return client.home().resolve(name);
	}

	private static void check(Path tree) throws IOException {
		Path inner = tree.resolve("with space/größer");
		assertThat(inner.resolve("empty")).isEmptyFile();
		Path file = inner.resolve("a 'b' \"c\" $d *é");
		assertThat(file).hasContent("content");
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
		assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(LONG_AGO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-s", "-O" })
	void scpIsToldWhatIsMissing(String protocol) throws Exception {
		Client.Result result = client.run(client.words("scp", protocol, "amy@127.0.0.1:nothing", "here"));
		assertThat(result.status()).isNotZero();
		assertThat(result.errors()).contains("nothing: No such file or directory");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-s", "-O" })
	void scpStaysBelowTheRoot(String protocol) throws Exception {
		Client.Result result = client
			.run(client.words("scp", protocol, "amy@127.0.0.1:../../../../../../etc/passwd", "passwd"));
		assertThat(result.status()).isNotZero();
		assertThat(client.home().resolve("passwd")).doesNotExist();
	}

	private static void scp(String... arguments) throws Exception {
		client.run(client.words("scp", arguments)).succeeded();
	}

	private static void sftp(String... commands) throws Exception {
		Path batch = client.write("batch", String.join("\n", commands) + "\n");
		client.run(client.words("sftp", "-b", batch.toString(), "ops@127.0.0.1")).succeeded();
	}

	private static void same(Path found, Path expected) throws IOException {
		assertThat(Files.mismatch(found, expected)).as(found.toString()).isEqualTo(-1);
	}

}
