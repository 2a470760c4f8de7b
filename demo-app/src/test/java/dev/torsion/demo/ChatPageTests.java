package dev.torsion.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.torsion.cred.service.AccountService;
import dev.torsion.interop.Interop;
import dev.torsion.words.Room;
import dev.torsion.words.Rooms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the page with the rooms, in a real browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Interop("chromium")
@Timeout(300)
class ChatPageTests {

	private static final Path SCREENSHOTS = Path.of("target/screenshots");

	private static final String PASSWORD = "correct horse battery";

	private static final String LAST = "document.querySelector('#messages li:last-child .text').textContent";

	private static final String IRSSI = """
			servers = ({ address = "127.0.0.1"; port = "%s"; chatnet = "demo"; use_tls = "no"; autoconnect = "yes"; });
			chatnets = { demo = { type = "IRC"; nick = "hal"; sasl_mechanism = "PLAIN";
				sasl_username = "hal"; sasl_password = "%s"; }; };
			channels = ({ name = "#lobby"; chatnet = "demo"; autojoin = "yes"; });
			settings = { core = { real_name = "Hal"; user_name = "hal"; nick = "hal"; };
				"fe-common/core" = { autolog = "yes"; autolog_path = "%s/$0.log"; }; };
			""";

	private ConfigurableApplicationContext demo;

	private Chromium chromium;

	@BeforeAll
	void start(@TempDir Path data) throws Exception {
		this.demo = new SpringApplicationBuilder(DemoApplication.class).run("--server.port=0", "--network.names.port=0",
				"--network.mail.smtp.port=0", "--network.mail.submission.port=0", "--network.mail.pop3.port=0",
				"--network.conch.port=0", "--network.words.irc.port=0", "--network.data=" + data.resolve("data"),
				"--network.cred.throttle.trusted=127.0.0.1", "--spring.reactor.netty.shutdown-quiet-period=0s");
		for (String name : Set.of("amy", "bob", "cat", "dan", "eve", "fay", "gus", "hal")) {
			this.demo.getBean(AccountService.class).create(name, PASSWORD, Set.of()).block();
		}
		this.chromium = new Chromium(Files.createDirectory(data.resolve("chromium")));
	}

	@AfterAll
	void stop() {
		this.chromium.close();
		this.demo.close();
	}

	@Test
	void showsTwoPagesOneRoom() throws Exception {
		ChromiumPage amy = page("amy", 1000, 700);
		ChromiumPage bob = page("bob", 1000, 700);
		amy.until("document.getElementById('members').textContent.includes('bob')");
		say(amy, "Have you seen <b>this</b>? https://example.org/a?b=c.");
		bob.until(LAST + ".includes('<b>this</b>')");
		assertThat(bob.text("document.querySelector('#messages a').href")).isEqualTo("https://example.org/a?b=c");
		assertThat(bob.value("document.querySelectorAll('#messages .text b').length").asInt()).isZero();
		bob.value("document.getElementById('text').focus()");
		bob.write("Not ");
		amy.until("document.getElementById('typing').textContent === 'bob is typing'");
		bob.write("yet");
		bob.press("Enter");
		amy.until(LAST + " === 'Not yet'");
		assertThat(amy.text("document.getElementById('typing').textContent")).isEmpty();
		amy.screenshot(SCREENSHOTS.resolve("rooms-light.png"));
		amy.scheme("dark");
		amy.screenshot(SCREENSHOTS.resolve("rooms-dark.png"));
	}

	@Test
	@Interop({ "irssi", "script" })
	void shareARoomWithIrssi(@TempDir Path home) throws Exception {
		Files.writeString(home.resolve("config"),
				IRSSI.formatted(this.demo.getEnvironment().getProperty("local.network.irc.port"), PASSWORD, home));
		ChromiumPage amy = page("amy", 1000, 700);
		Process irssi = new ProcessBuilder("script", "-qfec", "stty rows 30 cols 100; exec irssi --home=" + home,
				SCREENSHOTS.resolve("irssi.typescript").toString())
			.redirectErrorStream(true)
			.redirectOutput(home.resolve("output").toFile())
			.start();
		try (Writer keyboard = irssi.outputWriter(StandardCharsets.UTF_8)) {
			amy.until("document.getElementById('members').textContent.includes('hal')");
			type(keyboard, "/msg #lobby Hello from irssi\n");
			amy.until(LAST + " === 'Hello from irssi'");
			say(amy, "Hello from the page");
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(home.resolve("#lobby.log")).content().contains("Hello from the page"));
			amy.screenshot(SCREENSHOTS.resolve("rooms-irssi.png"));
			type(keyboard, "/quit\n");
			assertThat(irssi.waitFor(30, TimeUnit.SECONDS)).isTrue();
			amy.until("!document.getElementById('members').textContent.includes('hal')");
		}
		finally {
			irssi.descendants().forEach(ProcessHandle::destroyForcibly);
			irssi.destroyForcibly();
		}
	}

	private static void type(Writer keyboard, String text) throws IOException {
		keyboard.write(text);
		keyboard.flush();
	}

	@Test
	void editsAndRedactsByTheKeyboardAlone() {
		ChromiumPage cat = page("cat", 1000, 700);
		ChromiumPage amy = page("amy", 1000, 700);
		cat.value("document.body.focus()");
		cat.tabTo("#room");
		cat.write("keys");
		cat.press("Enter");
		cat.until("document.getElementById('name').textContent === 'keys' && document.activeElement.id === 'text'");
		enter(amy, "keys");
		cat.write("Helo");
		cat.press("Enter");
		amy.until(LAST + " === 'Helo'");
		cat.press("ArrowUp");
		assertThat(cat.text("document.getElementById('label').textContent")).isEqualTo("Edit message");
		assertThat(cat.text("document.getElementById('text').value")).isEqualTo("Helo");
		cat.value("document.getElementById('text').select()");
		cat.write("Hello");
		cat.press("Enter");
		amy.until(LAST + " === 'Hello' && document.querySelector('#messages small').textContent === '(edited)'");
		cat.write("Oops");
		cat.press("Enter");
		amy.until(LAST + " === 'Oops'");
		cat.tabTo("a.skip");
		cat.tabTo("#messages li");
		cat.press("End", "ArrowUp", "e");
		cat.until("document.getElementById('text').value === 'Hello'");
		cat.press("Escape");
		assertThat(cat.text("document.getElementById('text').value")).isEmpty();
		cat.tabTo("#messages li");
		cat.press("End", "Delete");
		assertThat(cat.text("document.activeElement.textContent")).isEqualTo("Really delete?");
		cat.press("Enter");
		amy.until(LAST + " === 'Hello'");
		assertThat(amy.value("document.querySelectorAll('#messages .edit').length").asInt()).isZero();
	}

	@Test
	void countsWhatWasNotReadAndRemembersIt() {
		ChromiumPage dan = page("dan", 1000, 700);
		Room busy = room("busy");
		enter(dan, "busy");
		enter(dan, "lobby");
		busy.say("one").block();
		busy.say("two").block();
		dan.until("document.querySelector('[data-room=busy] .unread')?.textContent === '2 unread'");
		assertThat(dan.text("document.title")).startsWith("(2) ");
		dan.open(address());
		dan.until("document.querySelector('[data-room=busy] .unread')?.textContent === '2 unread'");
		enter(dan, "busy");
		dan.until("document.querySelector('#messages .new .text')?.textContent === 'one'");
		dan.until("!document.querySelector('[data-room=busy] .unread')");
		dan.open(address());
		dan.until("document.querySelector('[data-room=busy]')");
		dan.until("!document.querySelector('[data-room=busy] .unread')");
	}

	@Test
	void scrollsBackThroughTheHistory() {
		Room old = room("long");
		for (int i = 1; i <= 120; i++) {
			old.say("line " + i).block();
		}
		ChromiumPage eve = page("eve", 1000, 500);
		enter(eve, "long");
		eve.until(LAST + " === 'line 120'");
		assertThat(first(eve)).isEqualTo("line 71");
		eve.value("document.getElementById('earlier').click()");
		eve.until("document.querySelector('#messages li .text').textContent === 'line 21'");
		assertThat(eve.text("document.activeElement.querySelector('.text').textContent")).isEqualTo("line 70");
		eve.press("Home");
		eve.press("ArrowUp");
		assertThat(eve.text("document.activeElement.id")).isEqualTo("earlier");
		eve.press("Enter");
		eve.until("document.querySelector('#messages li .text').textContent === 'line 1'");
		assertThat(eve.value("document.getElementById('earlier').hidden").asBoolean()).isTrue();
		assertThat(eve.value("document.querySelectorAll('#messages li').length").asInt()).isEqualTo(120);
	}

	@Test
	void comesBackAndHasMissedNothing() {
		ChromiumPage fay = page("fay", 1000, 700);
		Room gap = room("gap");
		enter(fay, "gap");
		gap.say("before").block();
		fay.until(LAST + " === 'before'");
		fay.value("window.lost = 0; new MutationObserver(() => { window.lost++; })"
				+ ".observe(document.getElementById('state'), { childList: true })");
		this.demo.getBean(AccountService.class).roles("fay", Set.of("OPS")).block();
		gap.say("meanwhile").block();
		fay.until("window.lost > 1 && document.getElementById('state').textContent === 'Connected'");
		fay.until(LAST + " === 'meanwhile'");
		assertThat(fay.text("[...document.querySelectorAll('#messages .text')].map((e) => e.textContent).join()"))
			.isEqualTo("before,meanwhile");
	}

	@Test
	void fitsASmallScreenAndHasNamesForEverything() throws Exception {
		ChromiumPage gus = page("gus", 360, 640);
		say(gus, "A word of great length: " + "x".repeat(200));
		gus.until(LAST + ".includes('great length')");
		assertThat(gus.value("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(360);
		assertThat(gus.value("document.documentElement.scrollHeight").asInt()).isLessThanOrEqualTo(640);
		assertThat(gus.value("document.getElementById('send').getBoundingClientRect().right").asInt())
			.isLessThanOrEqualTo(360);
		assertThat(gus.text("[...document.querySelectorAll('input')].filter((i) => !i.labels.length).length + ''"))
			.isEqualTo("0");
		assertThat(gus.text("document.getElementById('log').getAttribute('role')")).isEqualTo("log");
		gus.until("document.getElementById('log').getAttribute('aria-live') === 'polite'");
		assertThat(gus.text("document.activeElement.tagName")).isNotEqualTo("LI");
		gus.screenshot(SCREENSHOTS.resolve("rooms-small.png"));
	}

	private Room room(String name) {
		return Objects.requireNonNull(this.demo.getBean(Rooms.class).open(name).block());
	}

	private String address() {
		return "http://127.0.0.1:" + this.demo.getEnvironment().getProperty("local.server.port") + "/chat/";
	}

	/** A page of somebody who has logged in, with the lobby before the eyes. */
	private ChromiumPage page(String account, int width, int height) {
		ChromiumPage page = this.chromium.page(width, height);
		page.open(address());
		page.until("document.getElementById('username')");
		page.value("document.getElementById('username').value = '" + account + "';"
				+ "document.getElementById('password').value = '" + PASSWORD + "';"
				+ "document.querySelector('form').submit()");
		page.until("document.getElementById('state')?.textContent === 'Connected'");
		page.until("document.getElementById('name').textContent === 'lobby'");
		return page;
	}

	private static void enter(ChromiumPage page, String room) {
		page.value("document.getElementById('room').value = '" + room
				+ "'; document.getElementById('enter').requestSubmit()");
		page.until("document.getElementById('name').textContent === '" + room + "'");
	}

	private static void say(ChromiumPage page, String text) {
		page.value("document.getElementById('text').focus()");
		page.write(text);
		page.press("Enter");
	}

	private static String first(ChromiumPage page) {
		return page.text("document.querySelector('#messages li .text').textContent");
	}

}
