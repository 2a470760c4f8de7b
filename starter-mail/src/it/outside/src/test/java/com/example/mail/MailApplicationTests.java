package com.example.mail;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class MailApplicationTests {

	@Autowired
	private BlockingQueue<String> tickets;

	@Value("${local.network.smtp.port}")
	private int smtp;

	@Value("${local.network.pop3.port}")
	private int pop3;

	@Test
	void givesMailToABean() throws Exception {
		assertThat(send("ticket+7@example.org", "Broken")).startsWith("250 ");
		assertThat(this.tickets.poll(10, TimeUnit.SECONDS)).isEqualTo("7: Broken");
	}

	@Test
	void keepsMailForWhoFetchesIt() throws Exception {
		assertThat(send("bob@example.org", "Hello")).startsWith("250 ");
		try (Client client = new Client(this.pop3)) {
			client.read();
			client.say("USER bob");
			client.say("PASS secret");
			assertThat(client.say("STAT")).matches("\\+OK [1-9][0-9]* .*");
		}
	}

	@Test
	void refusesOtherMail() throws Exception {
		assertThat(send("eve@example.org", "Hello")).startsWith("550 5.1.1 ");
		assertThat(send("bob@elsewhere.example", "Hello")).startsWith("550 5.7.1 ");
	}

	@Test
	void carriesNeitherDatabaseDriverNorWebServer() {
		assertThat(classPath()).isNotEmpty()
			.noneMatch((jar) -> jar
				.matches("(r2dbc|h2-|postgresql|mysql|mariadb|spring-webflux|spring-webmvc|tomcat).*"));
	}

	private String send(String recipient, String subject) throws IOException {
		try (Client client = new Client(this.smtp)) {
			client.read();
			client.say("HELO there.example");
			client.say("MAIL FROM:<amy@there.example>");
			String answer = client.say("RCPT TO:<" + recipient + ">");
			if (answer.startsWith("250 ")) {
				client.say("DATA");
				answer = client.say("Subject: " + subject + "\r\n\r\nText\r\n.");
			}
			return answer;
		}
	}

	private static Stream<String> classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString());
	}

	private static final class Client implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader in;

		Client(int port) throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
			this.socket.setSoTimeout(10_000);
			this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.UTF_8));
		}

		String read() throws IOException {
			return this.in.readLine();
		}

		String say(String line) throws IOException {
			this.socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
			return read();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
