package com.example.conch;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@SpringBootTest
class ConchApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final SshClient client = SshClient.setUpDefaultClient();

	@Value("${local.network.conch.port}")
	private int port;

	@BeforeEach
	void start() {
		this.client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
		this.client.start();
	}

	@AfterEach
	void stop() {
		this.client.stop();
	}

	@Test
	void runsAMethod() throws IOException {
		try (ClientSession session = login("secret")) {
			assertThat(session.executeRemoteCommand("deploy shop")).isEqualTo("Deploying shop\nDone by bob\n");
		}
	}

	@Test
	void servesFiles() throws IOException {
		try (ClientSession session = login("secret");
				SftpClient files = SftpClientFactory.instance().createSftpClient(session)) {
			try (var file = files.write("note.txt")) {
				file.write("Kept".getBytes(StandardCharsets.UTF_8));
			}
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			try (var file = files.read("note.txt")) {
				file.transferTo(read);
			}
			assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo("Kept");
			assertThat(Path.of("target/data/files/bob/note.txt")).exists();
		}
	}

	@Test
	void letsNobodyInWithoutThePassword() {
		assertThatIOException().isThrownBy(() -> login("guess"));
	}

	@Test
	void carriesNeitherDatabaseDriverNorWebServer() {
		assertThat(classPath()).isNotEmpty()
			.noneMatch((jar) -> jar
				.matches("(r2dbc|h2-|postgresql|mysql|mariadb|spring-webflux|spring-webmvc|tomcat).*"));
	}

	private ClientSession login(String password) throws IOException {
		ClientSession session = this.client.connect("bob", "127.0.0.1", this.port).verify(TIMEOUT).getSession();
		session.addPasswordIdentity(password);
		session.auth().verify(TIMEOUT);
		return session;
	}

	private static Stream<String> classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString());
	}

}
