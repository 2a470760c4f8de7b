package dev.torsion.conch.scp.interop;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.torsion.conch.interop.RunningConch;
import dev.torsion.interop.Interop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * OpenSSH's scp, which with -O speaks the protocol it is named after.
 */
@Interop({ "scp", "ssh-keygen" })
@Timeout(300)
class ScpClientsTests {

	@TempDir
	static Path shared;

	private static RunningConch server;

	@TempDir
	Path local;

	private Path files;

	@BeforeAll
	static void start() throws Exception {
		Files.createDirectory(shared.resolve("files"));
		Files.writeString(shared.resolve("files/secret"), "outside");
		Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key()).start();
		assertThat(keygen.waitFor()).isZero();
		server = RunningConch.start(shared.resolve("data"),
				"--network.cred.users[0].keys=" + Files.readString(Path.of(key() + ".pub")).strip(),
				"--network.conch.sftp.root=" + shared.resolve("files") + "/{user}", "--network.conch.sftp.create=true",
				"--network.conch.sftp.quota.size=200MB");
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
	}

	@Test
	void copiesALargeFileBothWays() throws Exception {
		byte[] block = new byte[1 << 20];
		new Random(3).nextBytes(block);
		try (RandomAccessFile large = new RandomAccessFile(this.local.resolve("large").toFile(), "rw")) {
			for (int i = 0; i < 100; i++) {
				block[0] = (byte) i;
				large.write(block);
			}
		}
		scp(0, "large", remote("copy"));
		assertThat(Files.mismatch(this.local.resolve("large"), this.files.resolve("copy"))).isEqualTo(-1);
		scp(0, remote("copy"), "back");
		assertThat(Files.mismatch(this.local.resolve("large"), this.local.resolve("back"))).isEqualTo(-1);
	}

	@Test
	void copiesTreesWithModesAndTimesBothWays() throws Exception {
		Path tree = Files.createDirectories(this.local.resolve("tree/inner ü"));
		for (int i = 0; i < 300; i++) {
			Files.writeString(tree.resolve("file " + i + " é"), "content " + i);
		}
		Files.setPosixFilePermissions(tree.resolve("file 7 é"), PosixFilePermissions.fromString("rw-r-x---"));
		for (Path path : List.of(tree.resolve("file 7 é"), tree)) {
			Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
		}
		scp(0, "-r", "-p", "tree", remote("."));
		scp(0, "-r", "-p", remote("tree"), "back");
		for (Path copy : List.of(this.files.resolve("tree/inner ü"), this.local.resolve("back/inner ü"))) {
			assertThat(copy).isDirectoryContaining((path) -> path.endsWith("file 299 é"));
			assertThat(copy.resolve("file 42 é")).hasContent("content 42");
			assertThat(Files.getPosixFilePermissions(copy.resolve("file 7 é")))
				.isEqualTo(PosixFilePermissions.fromString("rw-r-x---"));
			for (Path path : List.of(copy, copy.resolve("file 7 é"))) {
				assertThat(Files.getLastModifiedTime(path).toMillis()).isEqualTo(1_000_000_000_000L);
			}
		}
	}

	@Test
	void copiesEmptyFilesAndSeveralAtOnce() throws Exception {
		Files.writeString(this.local.resolve("empty"), "");
		Files.writeString(this.local.resolve("other"), "x");
		Files.createDirectory(this.files.resolve("dir"));
		scp(0, "empty", "other", remote("dir"));
		assertThat(this.files.resolve("dir/empty")).hasContent("");
		assertThat(this.files.resolve("dir/other")).hasContent("x");
		scp(1, "empty", "other", remote("absent"));
	}

	@Test
	void expandsWildcardsAndTakesQuotes() throws Exception {
		for (String name : List.of("a.txt", "b.txt", "c.bin", "d e.txt")) {
			Files.writeString(this.files.resolve(name), name);
		}
		Files.createDirectory(this.local.resolve("got"));
		scp(0, remote("*.txt"), "got");
		assertThat(this.local.resolve("got").toFile().list()).containsExactlyInAnyOrder("a.txt", "b.txt", "d e.txt");
		scp(0, remote("d\\ e.txt"), "quoted");
		scp(0, "quoted", remote("up\\ here"));
		assertThat(this.files.resolve("up here")).hasContent("d e.txt");
	}

	@Test
	void keepsClientsInTheirRoot() throws Exception {
		Files.createSymbolicLink(this.files.resolve("out"), Path.of("../secret"));
		Files.createSymbolicLink(this.files.resolve("up"), Path.of(".."));
		for (String path : List.of("../secret", "/../secret", "out", "up/secret", "/etc/passwd")) {
			assertThat(scp(1, remote(path), "got")).contains("No such file or directory")
				.doesNotContain(shared.toString());
			assertThat(this.local.resolve("got")).doesNotExist();
		}
		Files.writeString(this.local.resolve("mine"), "mine");
		scp(1, "mine", remote("up/"));
		scp(1, "mine", remote("out"));
		assertThat(shared.resolve("files/secret")).hasContent("outside");
	}

	@Test
	void tellsOfTheQuotaAndGoesOn() throws Exception {
		try (RandomAccessFile large = new RandomAccessFile(this.local.resolve("large").toFile(), "rw")) {
			large.setLength(300L << 20);
		}
		Files.writeString(this.local.resolve("small"), "x");
		Files.createDirectory(this.files.resolve("quota"));
		assertThat(scp(1, "large", "small", remote("quota"))).contains("large: Quota exceeded");
		assertThat(this.files.resolve("quota/small")).hasContent("x");
	}

	private static String key() {
		return shared.resolve("key").toString();
	}

	private static String remote(String path) {
		return "amy@127.0.0.1:" + path;
	}

	private String scp(int status, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("scp", "-O", "-F", "none", "-P", String.valueOf(server.port()),
				"-i", key(), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o",
				"UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).directory(this.local.toFile()).redirectErrorStream(true).start();
		String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(200, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(seen).isEqualTo(status);
		return seen;
	}

}
