package dev.torsion.conch.terminal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.torsion.conch.test.RecordingSession;
import org.awaitility.Awaitility;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LineEditor} and {@link SessionTerminal}.
 */
class LineEditorTests {

	private final TerminalSettings settings = new TerminalSettings(200, Duration.ofMillis(200));

	private final Screen screen = Screen.of("xterm-256color", 40, 10);

	private CompletableFuture<String> edit(Screen screen) {
		SessionTerminal terminal = SessionTerminal.of(screen.session(), this.settings);
		LineEditor editor = new LineEditor(terminal, this.settings);
		CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> editor.readLine("> "));
		Awaitility.await().until(() -> line.isDone() || screen.drawn().contains("> "));
		return line;
	}

	private String edited(String keys) throws Exception {
		return edited(this.screen, keys);
	}

	private String edited(Screen screen, String keys) throws Exception {
		CompletableFuture<String> line = edit(screen);
		screen.session().type(keys);
		return line.get(20, TimeUnit.SECONDS);
	}

	@Test
	void readsALineAsItWasTyped() throws Exception {
		assertThat(edited("deploy shop\r")).isEqualTo("deploy shop");
		assertThat(this.screen.text(40, 10)).isEqualTo("> deploy shop");
	}

	@Test
	void releasesWhatItHasRead() throws Exception {
		edited("ab\r");
		assertThat(this.screen.session().released()).isEqualTo(3);
	}

	@Test
	void editsWithArrowsHomeEndAndDelete() throws Exception {
		assertThat(edited("bcx\u007f\u001b[Ha\u001b[F!\u001b[D\u001b[D-\r")).isEqualTo("ab-c!");
	}

	@Test
	void knowsTheKeysOfBothModes() throws Exception {
		assertThat(edited("bc\u001bOHa\u001bOF!\u001bOD\u001b[3~\r")).isEqualTo("abc");
	}

	@Test
	void clearsAndInterruptsForControlC() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("rm -rf\u0003");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(UserInterruptException.class);
	}

	@Test
	void interruptsForTheSignalOfTheChannel() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("rm").signal("INT");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(UserInterruptException.class);
	}

	@Test
	void endsForControlDWhenNothingIsTyped() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("\u0004");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(EndOfFileException.class);
	}

	@Test
	void endsWithTheChannel() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("half").close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(EndOfFileException.class);
	}

	@Test
	void endsForHangup() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().signal("HUP");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(EndOfFileException.class);
	}

	@Test
	void readsUtf8SplitAnywhere() throws Exception {
		CompletableFuture<String> line = edit(this.screen);
		for (byte value : "größe 漢字 😀\r".getBytes(StandardCharsets.UTF_8)) {
			this.screen.session().send(new byte[] { value });
		}
		assertThat(line.get(20, TimeUnit.SECONDS)).isEqualTo("größe 漢字 😀");
	}

	@Test
	void erasesWideCharactersAsAWhole() throws Exception {
		assertThat(edited("漢字\u007fx\r")).isEqualTo("漢x");
		assertThat(this.screen.text(40, 10)).isEqualTo("> 漢x");
	}

	@Test
	void keepsWhatWasPastedAsOne() throws Exception {
		assertThat(edited("\u001b[200~one\rtwo\u001b[201~\r")).isEqualTo("one\ntwo");
	}

	@Test
	void survivesBytesThatAreNoText() throws Exception {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().send(new byte[] { 'a', (byte) 0xff, (byte) 0xc3, 'b', '\r' });
		assertThat(line.get(20, TimeUnit.SECONDS)).startsWith("a").endsWith("b");
	}

	@Test
	void refusesLinesWithoutEnd() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("x".repeat(201));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOf(LineTooLongException.class);
	}

	@Test
	void refusesPastesWithoutEnd() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("\u001b[200~" + "x\r".repeat(200));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOf(LineTooLongException.class);
	}

	@Test
	void refusesLinesThatDoubleThemselves() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("abcdef" + "\u0001\u000b\u0019\u0019".repeat(10));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.havingRootCause()
			.isInstanceOf(LineTooLongException.class);
	}

	@Test
	void repeatsNothingForEver() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("\u001b9".repeat(8) + "xyz\r");
		assertThat(line).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("xyz");
	}

	@Test
	void redrawsForAnotherSize() throws Exception {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().type("x".repeat(30)).resize(20, 10).type("y".repeat(10)).type("\r");
		assertThat(line.get(20, TimeUnit.SECONDS)).isEqualTo("x".repeat(30) + "y".repeat(10));
	}

	@Test
	void worksWhereNothingFits() throws Exception {
		Screen narrow = Screen.of("xterm", 1, 1);
		assertThat(edited(narrow, "漢字漢字漢字漢字\u001b[D\u001b[Dx\r")).isEqualTo("漢字漢字漢字x漢字");
	}

	@Test
	void worksWithoutASize() throws Exception {
		assertThat(edited(Screen.of("xterm", 0, 0), "status\r")).isEqualTo("status");
		assertThat(edited(Screen.of("xterm", Integer.MAX_VALUE, Integer.MAX_VALUE), "status\r")).isEqualTo("status");
	}

	@Test
	void drawsNoSequencesOnDumbTerminals() throws Exception {
		Screen dumb = Screen.of("dumb", 80, 24);
		assertThat(edited(dumb, "stt\u007fatus\r")).isEqualTo("status");
		assertThat(dumb.drawn()).doesNotContain("\u001b").startsWith("> ");
	}

	@Test
	void interruptsOnDumbTerminals() {
		Screen dumb = Screen.of("unknown", 80, 24);
		CompletableFuture<String> line = edit(dumb);
		dumb.session().type("ab\u0015cd\u0003");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(UserInterruptException.class);
		assertThat(dumb.drawn()).isEqualTo("> ab\b \b\b \bcd^C\r\n");
	}

	@Test
	void startsNoEditorOfFiles() throws Exception {
		assertThat(edited("echo\u0018\u0005 x\r")).isEqualTo("echo x");
	}

	@Test
	void endsWhenThePeerDoesNotRead() {
		CompletableFuture<String> line = edit(this.screen);
		this.screen.session().stall().type("abc").type("d").type("e\r\n");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> line.get(20, TimeUnit.SECONDS))
			.withCauseInstanceOf(EndOfFileException.class);
	}

	@Test
	void makesNoThread() throws Exception {
		edited("warm\r");
		int before = Thread.activeCount();
		for (int i = 0; i < 50; i++) {
			RecordingSession session = Screen.of("xterm", 80, 24).session();
			new LineEditor(SessionTerminal.of(session, this.settings), this.settings);
		}
		assertThat(Thread.activeCount()).isLessThan(before + 10);
	}

}
