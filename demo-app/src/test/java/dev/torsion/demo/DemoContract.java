package dev.torsion.demo;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the demo promises to whoever asks it, however it was started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DemoContract {

	private static final Pattern PASSWORD = Pattern.compile("Log in as 'admin' with the password '([^']+)'");

	Path data;

	private RunningDemo demo;

	abstract RunningDemo start(Path data) throws Exception;

	@BeforeAll
	void startForTheFirstTime(@TempDir Path data) throws Exception {
		this.data = data;
		this.demo = start(data);
	}

	@AfterAll
	void stop() {
		this.demo.close();
	}

	@Test
	void servesTheSiteItBrings() throws Exception {
		assertThat(browser().get("/").body()).contains("It works");
		assertThat(browser().get("/style.css").headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/css"));
	}

	@Test
	void servesWhatTheOperatorPutsThere() throws Exception {
		Files.writeString(this.data.resolve("htdocs/note.txt"), "Twist");
		assertThat(browser().get("/note.txt").body()).isEqualTo("Twist");
	}

	@Test
	void listsAFolder() throws Exception {
		HttpResponse<String> listing = browser().get("/doc/");
		assertThat(listing.statusCode()).isEqualTo(200);
		assertThat(listing.body()).contains("first-listing.yml", "torsion.txt");
	}

	@Test
	void runsAScript() throws Exception {
		assertThat(browser().get("/script.sh").body()).startsWith("A script, run for 127.0.0.1 on ")
			.doesNotContain("printf");
	}

	@Test
	void letsControllersWinOverFiles() throws Exception {
		Files.createDirectories(this.data.resolve("htdocs/api/hello"));
		Files.writeString(this.data.resolve("htdocs/api/hello/file"), "a file");
		assertThat(browser().get("/api/hello/file").body()).contains("message", "file!").doesNotContain("a file");
		assertThat(browser().get("/api/time").body()).contains("\"time\"");
	}

	@Test
	void answersNames() throws Exception {
		assertThat(text("demo.test.")).isEqualTo("It works");
		assertThat(text("dns.hello.demo.test.")).endsWith(", dns!");
	}

	private String text(String name) throws Exception {
		byte[] query = Message.newQuery(Record.newRecord(Name.fromString(name), Type.TXT, DClass.IN)).toWire();
		try (DatagramSocket socket = new DatagramSocket()) {
			socket.setSoTimeout(10_000);
			socket.connect(InetAddress.getLoopbackAddress(), port("names-udp"));
			socket.send(new DatagramPacket(query, query.length));
			DatagramPacket packet = new DatagramPacket(new byte[1232], 1232);
			socket.receive(packet);
			Message answer = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
			return ((TXTRecord) answer.getSection(Section.ANSWER).get(0)).getStrings().get(0);
		}
	}

	@Test
	void answersNamesByHttp() throws Exception {
		byte[] query = Message.newQuery(Record.newRecord(Name.fromString("www.demo.test."), Type.A, DClass.IN))
			.toWire();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/dns-query"))
			.header("Content-Type", "application/dns-message")
			.POST(BodyPublishers.ofByteArray(query))
			.build();
		HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
		assertThat(new Message(answer.body()).getSection(Section.ANSWER)).hasSize(1);
	}

	@Test
	void takesMailAndLetsItBeFetched() throws Exception {
		assertThat(send("guestbook+amy@demo.test", "Hello, torsion")).startsWith("250 ");
		assertThat(browser().get("/api/guestbook").body()).contains("{\"guest\":\"amy\",\"text\":\"Hello, torsion\"}");
		assertThat(send("whoever@elsewhere.example", "Relay this")).startsWith("550 5.7.1 ");
		assertThat(send("whoever@demo.test", "For the admin")).startsWith("250 ");
		try (MailPeer peer = new MailPeer(port("pop3"))) {
			peer.say("USER admin");
			peer.say("PASS " + password());
			assertThat(peer.say("STAT")).matches("\\+OK [1-9].*");
		}
		assertThat(this.data.resolve("mail/demo.test/admin")).isDirectory();
	}

	private String send(String recipient, String subject) throws Exception {
		try (MailPeer peer = new MailPeer(port("smtp"))) {
			peer.say("HELO there.example");
			peer.say("MAIL FROM:<amy@there.example>");
			String answer = peer.say("RCPT TO:<" + recipient + ">");
			if (answer.startsWith("250 ")) {
				peer.say("DATA");
				answer = peer.say("Subject: " + subject + "\r\n\r\nText\r\n.");
			}
			return answer;
		}
	}

	@Test
	void runsCommandsAndServesFilesBySsh() throws Exception {
		try (SshPeer peer = new SshPeer(port("conch"), "admin", password())) {
			assertThat(peer.run("greeting")).isNotBlank();
			assertThat(peer.run("reticulate")).startsWith("reticulate: command not found");
			peer.put("note.txt", "Kept");
		}
		assertThat(this.data.resolve("files/admin/note.txt")).hasContent("Kept");
	}

	private int port(String listener) {
		Matcher port = Pattern.compile(listener + " listening on /127.0.0.1:(\\d+)").matcher(this.demo.output());
		assertThat(port.find()).as("port in: %s", this.demo.output()).isTrue();
		return Integer.parseInt(port.group(1));
	}

	@Test
	void showsSettingsToThoseWhoHaveLoggedInOnly() throws Exception {
		assertThat(browser().get("/settings").uri().getPath()).isEqualTo("/login");
		assertThat(browser().login("wrong").uri()).hasQuery("error");
		Browser browser = browser();
		assertThat(browser.login(password()).statusCode()).isLessThan(500);
		assertThat(browser.get("/settings").body()).contains("<h1>Settings</h1>");
	}

	@Test
	void showsRoomsToThoseWhoHaveLoggedInOnly() throws Exception {
		assertThat(browser().get("/chat/").uri().getPath()).isEqualTo("/login");
		Browser browser = browser();
		browser.login(password());
		assertThat(browser.get("/chat/").body()).contains("role=\"log\"").doesNotContain("<style", "onclick");
		assertThat(browser.get("/chat/main.js").headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/javascript"));
	}

	@Test
	void changesTheRunningApplication() throws Exception {
		Browser browser = browser();
		browser.login(password());
		HttpResponse<String> changed = browser.submit(browser.get("/settings"), "/settings",
				Map.of("greeting", "Bless <i>\"you\"</i>"));
		assertThat(changed.body()).contains("Saved.", "Bless &lt;i&gt;&quot;you&quot;&lt;/i&gt;").doesNotContain("<i>");
		assertThat(browser().get("/api/hello/world").body()).contains("Bless <i>");
		assertThat(this.data.resolve("greeting.txt")).hasContent("Bless <i>\"you\"</i>");
	}

	@Test
	void refusesChangesThatCannotBe() throws Exception {
		Browser browser = browser();
		browser.login(password());
		HttpResponse<String> settings = browser.get("/settings");
		assertThat(browser.submit(settings, "/settings", Map.of("greeting", " ")).statusCode()).isEqualTo(400);
		assertThat(browser.submit(settings, "/settings", Map.of("greeting", "a\nb")).statusCode()).isEqualTo(400);
		assertThat(browser.submit(settings, "/settings", Map.of("greeting", "a".repeat(81))).statusCode())
			.isEqualTo(400);
	}

	@Test
	void refusesChangesFromOtherSites() throws Exception {
		Browser browser = browser();
		browser.login(password());
		assertThat(browser.post("/settings", Map.of("greeting", "Forged")).statusCode()).isEqualTo(403);
	}

	@Test
	void showsItsInsideToThoseWhoHaveLoggedInOnly() throws Exception {
		assertThat(browser().get("/actuator/health").body()).contains("UP").doesNotContain("diskSpace");
		assertThat(browser().get("/actuator/metrics").uri().getPath()).isEqualTo("/login");
		Browser browser = browser();
		browser.login(password());
		assertThat(browser.get("/actuator/health").body()).contains("diskSpace");
		assertThat(browser.get("/actuator/metrics").body()).contains("jvm.memory.used");
		assertThat(browser.get("/actuator/network").statusCode()).isEqualTo(200);
	}

	@Test
	void keepsNoPasswordAndWhatItKeepsForItsOwnerOnly() throws Exception {
		Path kept = this.data.resolve("torsion.mv.db");
		assertThat(Files.readString(kept, StandardCharsets.ISO_8859_1)).doesNotContain(password());
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept))).isEqualTo("rw-------");
	}

	int port() {
		return this.demo.port();
	}

	Browser browser() {
		return new Browser(port());
	}

	String password() {
		return password(this.demo);
	}

	static String password(RunningDemo demo) {
		Matcher printed = PASSWORD.matcher(demo.output());
		assertThat(printed.find()).as("password in: %s", demo.output()).isTrue();
		String password = printed.group(1);
		assertThat(printed.find()).as("the password is shown once").isFalse();
		assertThat(demo.output()).as("no other password is made up").doesNotContainIgnoringCase("generated");
		return password;
	}

}
