package dev.torsion.words.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.torsion.interop.Interop;
import dev.torsion.words.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * People with clients of IRC in the lobby.
 */
@Timeout(300)
class ClientsTests {

	private static final Path SCRIPTS = Path.of("src", "test", "node");

	private static final String IRSSI = """
			servers = ({ address = "127.0.0.1"; port = "%s"; chatnet = "torsion"; use_tls = "no"; autoconnect = "yes"; });
			chatnets = { torsion = { type = "IRC"; nick = "irssi"; sasl_mechanism = "PLAIN";
				sasl_username = "amy"; sasl_password = "secret"; }; };
			channels = ({ name = "#lobby"; chatnet = "torsion"; autojoin = "yes"; });
			settings = { core = { real_name = "Irssi"; user_name = "irssi"; nick = "irssi"; };
				"fe-common/core" = { autolog = "yes"; autolog_path = "%s/$0.log"; }; };
			""";

	@TempDir
	Path folder;

	private final List<Process> started = new ArrayList<>();

	private RunningWords server;

	@BeforeEach
	void start() {
		this.server = RunningWords.start(this.folder.resolve("data"));
	}

	@AfterEach
	void stop() {
		this.started.forEach((process) -> {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		});
		this.server.close();
	}

	@Test
	@Interop({ "irssi", "script" })
	void irssiTalksInTheLobby() throws Exception {
		Path home = Files.createDirectories(this.folder.resolve("irssi"));
		Files.writeString(home.resolve("config"), IRSSI.formatted(this.server.port(), home));
		Process irssi = run("script", "-qfec", "stty rows 40 cols 120; exec irssi --home=" + home, "/dev/null");
		Path log = home.resolve("#lobby.log");
		await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(log));
		type(irssi, "/msg #lobby hello from irssi\n");
		Message heard = this.server.heard("hello from irssi");
		assertThat(heard.author().account()).isEqualTo("amy");
		this.server.say("hello irssi");
		awaitText(log, "hello irssi");
		type(irssi, "/quit see you\n");
		assertThat(irssi.waitFor(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	@Interop("weechat-headless")
	void weechatTalksInTheLobby() throws Exception {
		Path home = Files.createDirectories(this.folder.resolve("weechat"));
		run("weechat-headless", "-d", home.toString(), "-r", "/fifo enable", "-r",
				"/server add torsion 127.0.0.1/" + this.server.port() + " -notls -nicks=weechat -autojoin=#lobby"
						+ " -sasl_mechanism=plain -sasl_username=amy -sasl_password=secret",
				"-r", "/connect torsion");
		Path log = home.resolve("logs/irc.torsion.#lobby.weechatlog");
		await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(log));
		Path fifo;
		try (Stream<Path> files = Files.list(home)) {
			fifo = files.filter((file) -> file.getFileName().toString().startsWith("weechat_fifo"))
				.findFirst()
				.orElseThrow();
		}
		Files.writeString(fifo, "irc.torsion.#lobby *hello from weechat\n");
		assertThat(this.server.heard("hello from weechat").author().account()).isEqualTo("amy");
		this.server.say("hello weechat");
		Files.writeString(fifo, "core.weechat */logger flush\n");
		awaitText(log, "hello from weechat");
		Files.writeString(fifo, "core.weechat */wait 1 /logger flush\n");
		awaitText(log, "hello weechat");
	}

	@Test
	@Interop({ "python3", "/usr/lib/python3/dist-packages/irc" })
	void ircOfPythonTalksInTheLobby() throws Exception {
		Process python = run("/usr/bin/python3", "-W", "ignore", "-c", """
				import sys, irc.client
				reactor = irc.client.IRC()
				def joined(connection, event):
				    if event.source.nick == connection.get_nickname():
				        connection.privmsg('#lobby', 'hello from python')
				def said(connection, event):
				    print(event.source.nick, event.target, event.arguments[0], flush=True)
				    connection.quit('done')
				connection = reactor.server().connect('127.0.0.1', int(sys.argv[1]), 'python')
				connection.add_global_handler('welcome', lambda connection, event: connection.join('#lobby'))
				connection.add_global_handler('join', joined)
				connection.add_global_handler('pubmsg', said)
				connection.add_global_handler('disconnect', lambda connection, event: sys.exit(0))
				reactor.process_forever()
				""", this.server.port());
		assertThat(this.server.heard("hello from python").author().account()).isNull();
		this.server.say("hello python");
		assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(output(python)).contains("chat.example.org #lobby hello python");
	}

	@Test
	@Interop({ "node", "npm" })
	void ircFrameworkTalksInTheLobby() throws Exception {
		Path home = Files.createDirectories(this.folder.resolve("node"));
		for (String file : List.of("package.json", "package-lock.json", "client.cjs")) {
			Files.copy(SCRIPTS.resolve(file), home.resolve(file));
		}
		Process npm = run("npm", "--prefix", home.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund",
				"--prefer-offline", "--cache", Path.of("target", "npm").toAbsolutePath().toString());
		assertThat(npm.waitFor()).as(output(npm)).isZero();
		Process node = run("node", home.resolve("client.cjs").toString(), this.server.port());
		assertThat(this.server.heard("hello from irc-framework").author().account()).isEqualTo("amy");
		this.server.say("who are you?");
		assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(output(node)).contains("privmsg framework #lobby hello from irc-framework identified timed",
				"privmsg chat.example.org #lobby who are you? identified timed", "whois framework amy");
	}

	private Process run(String... command) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.directory(this.folder.toFile())
			.redirectOutput(this.folder.resolve("output-" + this.started.size()).toFile());
		builder.environment().put("TERM", "xterm");
		builder.environment().put("LANG", "C.UTF-8");
		Process process = builder.start();
		this.started.add(process);
		return process;
	}

	private String output(Process process) throws IOException {
		return Files.readString(this.folder.resolve("output-" + this.started.indexOf(process)));
	}

	private static void type(Process process, String text) throws IOException {
		OutputStream keyboard = process.getOutputStream();
		keyboard.write(text.getBytes(StandardCharsets.UTF_8));
		keyboard.flush();
	}

	private static void awaitText(Path file, String text) {
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(Files.readString(file)).contains(text));
	}

}
