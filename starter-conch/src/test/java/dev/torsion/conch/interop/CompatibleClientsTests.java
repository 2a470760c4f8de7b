package dev.torsion.conch.interop;

import java.nio.file.Path;

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
 * Clients that know only MACs of the packet before encryption, which takes the profile
 * 'compatible'.
 */
@Timeout(300)
class CompatibleClientsTests {

	@TempDir
	static Path folder;

	private static Client client;

	private static Path input;

	@BeforeAll
	static void start() throws Exception {
		client = Client.start(folder, "--network.conch.profile=compatible");
		input = client.random("input", 10_000_000);
	}

	@AfterAll
	static void stop() {
		client.close();
	}

	@Test
	@Interop("dbclient")
	void dropbearRunsCommands() throws Exception {
		String[] command = { "dbclient", "-T", "-p", client.port(), "amy@127.0.0.1", "greet world" };
		assertThat(client.run(command).succeeded().output()).isEqualTo("Hello world\n");
		command[5] = "fail 7";
		assertThat(client.run(command).status()).isEqualTo(7);
		command[4] = "ops@127.0.0.1";
		command[5] = "cat";
		assertThat(client.run(input, command).succeeded().file()).hasSameBinaryContentAs(input);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sftp", "scp" })
	@Interop("curl")
	void curlMovesFiles(String scheme) throws Exception {
		String url = scheme + "://127.0.0.1:" + client.port() + "/" + scheme;
		client.run("curl", "-sS", "-u", "amy:secret", "-T", "input", url).succeeded();
		assertThat(client.files("amy").resolve(scheme)).hasSameBinaryContentAs(input);
		assertThat(client.run("curl", "-sS", "-u", "amy:secret", url).succeeded().file()).hasSameBinaryContentAs(input);
	}

	@Test
	@Interop("curl")
	void curlListsFiles() throws Exception {
		String url = "sftp://127.0.0.1:" + client.port() + "/";
		client.run("curl", "-sS", "-u", "amy:secret", "-T", "input", url + "listed").succeeded();
		assertThat(client.run("curl", "-sS", "-u", "amy:secret", url).succeeded().output())
			.containsPattern("-rw-.* 10000000 .* listed\n");
	}

}
