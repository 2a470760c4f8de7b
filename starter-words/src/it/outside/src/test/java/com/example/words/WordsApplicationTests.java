package com.example.words;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.torsion.words.HistoryQuery;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.Rooms;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class WordsApplicationTests {

	@Autowired
	private Rooms rooms;

	@Value("${local.network.irc.port}")
	private int irc;

	@Test
	void greetsWhoComesIn() throws Exception {
		try (Client client = new Client(this.irc)) {
			client.say("NICK amy", "USER amy 0 * :Amy");
			client.await(" 422 ");
			client.say("JOIN #lobby");
			client.await(" 332 amy #lobby Welcome", "PRIVMSG #lobby :Hello, amy");
		}
	}

	@Test
	void logsIn() throws Exception {
		try (Client client = new Client(this.irc)) {
			client.say("CAP REQ sasl", "NICK bob", "USER bob 0 * :Bob", "AUTHENTICATE PLAIN",
					"AUTHENTICATE AGJvYgBzZWNyZXQ=", "CAP END");
			client.await(" 900 ");
			client.await(" 001 ");
		}
	}

	@Test
	void writesRoomsAndReadsThem() {
		this.rooms.open("news").flatMap((room) -> room.say("It works")).block();
		List<RoomEvent> history = this.rooms.open("news").flatMap((room) -> room.history(HistoryQuery.last(1))).block();
		assertThat(history).singleElement()
			.satisfies((event) -> assertThat(((RoomEvent.Said) event).message().text()).isEqualTo("It works"));
	}

	@Test
	void carriesNeitherDatabaseDriverNorWebServer() {
		assertThat(classPath()).isNotEmpty()
			.noneMatch((jar) -> jar
				.matches("(r2dbc|h2-|postgresql|mysql|mariadb|spring-webflux|spring-webmvc|tomcat).*"));
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

		void say(String... lines) throws IOException {
			this.socket.getOutputStream()
				.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
		}

		/** Each of them, in whatever order they come. */
		void await(String... texts) throws IOException {
			List<String> missing = new ArrayList<>(List.of(texts));
			while (!missing.isEmpty()) {
				String line = this.in.readLine();
				assertThat(line).as("before " + missing).isNotNull();
				missing.removeIf(line::contains);
			}
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
