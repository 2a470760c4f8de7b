package com.example.names;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class NamesApplicationTests {

	private static final int ID = 0x1234;

	@Test
	void answersFromItsZone(@Value("${local.network.names-udp.port}") int port) throws Exception {
		ByteBuffer answer = ask(port, "www", "lan", "example");
		assertThat(answer.getShort(0)).isEqualTo((short) ID);
		assertThat(answer.getShort(2) & 0x840f).as("a response, with authority, without error").isEqualTo(0x8400);
		assertThat(answer.getShort(6)).as("records").isEqualTo((short) 1);
		// The one record: 2 bytes of name, type, class, TTL and length, the address
		assertThat(answer.getInt(33 + 6)).as("TTL").isEqualTo(300);
		assertThat(answer.getInt(33 + 12)).as("address").isEqualTo(0x0a000005);
	}

	@Test
	void refusesOtherNames(@Value("${local.network.names-udp.port}") int port) throws Exception {
		assertThat(ask(port, "www", "example", "org").getShort(2) & 0x000f).as("refused").isEqualTo(5);
	}

	@Test
	void carriesNeitherDatabaseDriverNorWebServer() {
		assertThat(classPath()).isNotEmpty()
			.noneMatch((jar) -> jar.matches(
					"(r2dbc|h2-|postgresql|mysql|mariadb|spring-webflux|spring-webmvc|tomcat).*"));
	}

	private static ByteBuffer ask(int port, String... labels) throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream query = new DataOutputStream(bytes);
		query.writeShort(ID);
		query.writeShort(0);
		query.writeShort(1);
		query.write(new byte[6]);
		for (String label : labels) {
			query.writeByte(label.length());
			query.write(label.getBytes(StandardCharsets.US_ASCII));
		}
		query.writeByte(0);
		query.writeInt(0x00010001);
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.setSoTimeout(10_000);
			socket.send(new DatagramPacket(bytes.toByteArray(), bytes.size(),
					new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
			DatagramPacket answer = new DatagramPacket(new byte[512], 512);
			socket.receive(answer);
			return ByteBuffer.wrap(answer.getData(), 0, answer.getLength());
		}
	}

	private static Stream<String> classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).getFileName().toString());
	}

}
