package dev.torsion.web.autoconfigure;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.torsion.web.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link UnixDoor}.
 */
@Timeout(60)
class WebUnixSocketTests {

	@Test
	void doesNotStartOnASocketOfSomebodyElse(@TempDir Path folder) throws Exception {
		Path socket = folder.resolve("web.sock");
		try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			other.bind(UnixDomainSocketAddress.of(socket));
			assertThatThrownBy(() -> TestServer.start(PeerController.class, "network.web.unix-socket=" + socket))
				.hasStackTraceContaining("'web' cannot listen on " + socket + ": somebody else listens there.");
		}
		assertThat(socket).exists();
	}

	@Test
	void leavesNothingBehind(@TempDir Path folder) throws Exception {
		Path socket = folder.resolve("web.sock");
		try (TestServer server = TestServer.start(PeerController.class, "network.web.unix-socket=" + socket)) {
			assertThat(server.bean(WebListener.class).address()).hasToString(socket.toString());
		}
		try (Stream<Path> files = Files.list(folder)) {
			assertThat(files).isEmpty();
		}
	}

}
