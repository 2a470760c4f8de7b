package dev.torsion.conch.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import dev.torsion.interop.Interop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Forwarding with OpenSSH's client and AsyncSSH.
 */
@Timeout(300)
class ForwardingClientsTests {

	private static final int SIZE = 8 * 1024 * 1024;

	@TempDir
	static Path folder;

	private static Client client;

	private static HttpServer web;

	@BeforeAll
	static void start() throws Exception {
		client = Client.start(folder, "--network.conch.forwarding.local[0].role=OPS",
				"--network.conch.forwarding.local[0].to=127.0.0.1:*", "--network.conch.forwarding.remote[0].role=OPS",
				"--network.conch.forwarding.remote[0].on=localhost:*");
		byte[] page = Files.readAllBytes(client.random("page", SIZE));
		web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		web.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		web.start();
	}

	@AfterAll
	static void stop() {
		web.stop(0);
		client.close();
	}

	private static int target() {
		return web.getAddress().getPort();
	}

	@Test
	@Interop({ "ssh", "curl" })
	void forwardsBothWaysAndDynamicallyWhileOthersComeAndGo() throws Exception {
		String local = freePort();
		String remote = freePort();
		String socks = freePort();
		String host = "127.0.0.1:";
		try (Client.Running tunnels = client.begin(Path.of("/dev/null"),
				client.words("ssh", "-N", "-o", "ExitOnForwardFailure=yes", "-L", host + local + ":" + host + target(),
						"-R", host + remote + ":" + host + target(), "-D", host + socks, "ops@127.0.0.1"))) {
			await().atMost(Duration.ofSeconds(60)).until(() -> listens(local) && listens(remote) && listens(socks));
			List<Client.Running> downloads = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				downloads.add(curl("http://" + host + local));
				downloads.add(curl("http://" + host + remote));
				downloads.add(curl("--socks5", host + socks, "http://" + host + target()));
				logInFiveTimes();
			}
			for (Client.Running download : downloads) {
				assertThat(Files.mismatch(download.result().succeeded().file(), client.home().resolve("page")))
					.isEqualTo(-1);
			}
			assertThat(tunnels.process().isAlive()).isTrue();
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> !listens(remote));
	}

	/** More at once may be refused: network.conch.max-startups. */
	private static void logInFiveTimes() throws Exception {
		List<Client.Running> logins = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			logins.add(client.begin(Path.of("/dev/null"), client.words("ssh", "amy@127.0.0.1", "greet " + i)));
		}
		for (int i = 0; i < logins.size(); i++) {
			assertThat(logins.get(i).result().succeeded().output()).isEqualTo("Hello " + i + "\n");
		}
	}

	private static Client.Running curl(String... arguments) throws IOException {
		List<String> words = new ArrayList<>(List.of("curl", "-sS", "-f", "--noproxy", ""));
		words.addAll(List.of(arguments));
		return client.begin(Path.of("/dev/null"), words.toArray(String[]::new));
	}

	@Test
	@Interop("ssh")
	void joinsStandardInputAndOutputWithWhatItMayReach() throws Exception {
		Path request = client.write("request", "GET / HTTP/1.0\r\n\r\n");
		Client.Result result = client.run(request, client.words("ssh", "-W", "127.0.0.1:" + target(), "ops@127.0.0.1"));
		assertThat(result.succeeded().file().toFile().length()).isGreaterThan(SIZE);
	}

	@Test
	@Interop("ssh")
	void forwardsNothingForWhoMayNot() throws Exception {
		Client.Result there = client.ssh("-o", "LogLevel=INFO", "-W", "127.0.0.1:" + target(), "amy@127.0.0.1");
		assertThat(there.status()).isEqualTo(255);
		assertThat(there.errors()).contains("administratively prohibited");
		Client.Result back = client.ssh("-o", "LogLevel=INFO", "-N", "-o", "ExitOnForwardFailure=yes", "-R",
				"127.0.0.1:" + freePort() + ":127.0.0.1:" + target(), "amy@127.0.0.1");
		assertThat(back.status()).isEqualTo(255);
		assertThat(back.errors()).contains("remote port forwarding failed");
	}

	@Test
	@Interop("python3")
	void forwardsBothWaysForAsyncSsh() throws Exception {
		Client.Result result = client.run("/usr/bin/python3", "-W", "ignore", "-c", """
				import asyncio, asyncssh, sys
				port, target = int(sys.argv[1]), int(sys.argv[2])
				async def size(port):
				    reader, writer = await asyncio.open_connection('127.0.0.1', port)
				    writer.write(b'GET / HTTP/1.0\\r\\n\\r\\n')
				    head = await reader.readuntil(b'\\r\\n\\r\\n')
				    body = await reader.read()
				    writer.close()
				    return len(body)
				async def main():
				    async with asyncssh.connect('127.0.0.1', port, username='ops', client_keys=['key'],
				            known_hosts='known_hosts', config=None) as client:
				        there = await client.forward_local_port('127.0.0.1', 0, '127.0.0.1', target)
				        back = await client.forward_remote_port('127.0.0.1', 0, '127.0.0.1', target)
				        print(*await asyncio.gather(*[size(port) for port in
				            (there.get_port(), back.get_port()) for i in range(4)]))
				asyncio.run(main())
				""", client.port(), String.valueOf(target()));
		assertThat(result.succeeded().output().strip().split(" ")).hasSize(8).containsOnly(String.valueOf(SIZE));
	}

	private static boolean listens(String port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return String.valueOf(socket.getLocalPort());
		}
	}

}
