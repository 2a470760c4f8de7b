package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class WatchedFileTests {

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private int reads;

	private Path file;

	@BeforeEach
	void write(@TempDir Path folder) throws IOException {
		this.file = Files.writeString(folder.resolve("file"), "one");
		settle(1);
	}

	@Test
	void readsAFileAnewWhenItHasChangedAndOnlyThen() throws IOException {
		WatchedFile<String> watched = watch();
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(watched.contents()).isEqualTo("one");
		assertThat(this.reads).isEqualTo(1);
		Files.writeString(this.file, "two");
		settle(2);
		assertThat(watched.contents()).isEqualTo("one");
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(watched.contents()).isEqualTo("two");
	}

	@Test
	void readsAFileAgainThatMayHaveChangedWithinTheSameMoment() throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.now()));
		watch();
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(this.reads).isEqualTo(2);
	}

	@Test
	void keepsWhatWasThereAndSaysOnceWhatIsWrong(CapturedOutput output) throws IOException {
		WatchedFile<String> watched = watch();
		Files.writeString(this.file, "wrong");
		settle(2);
		this.loop.advance(WatchedFile.INTERVAL);
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(watched.contents()).isEqualTo("one");
		assertThat(output.getAll()).containsOnlyOnce("is used as it was before: java.io.IOException: It is wrong");
		Files.writeString(this.file, "three");
		settle(3);
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(watched.contents()).isEqualTo("three");
	}

	@Test
	void keepsWhatWasThereWhenTheFileIsGone() throws IOException {
		WatchedFile<String> watched = watch();
		Files.delete(this.file);
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(watched.contents()).isEqualTo("one");
	}

	@Test
	void looksNoMoreWhenItIsClosed() throws IOException {
		WatchedFile<String> watched = watch();
		watched.close();
		Files.writeString(this.file, "two");
		settle(2);
		this.loop.advance(WatchedFile.INTERVAL);
		assertThat(watched.contents()).isEqualTo("one");
	}

	@Test
	void failsIfThereIsNoFileAtTheBeginning() throws IOException {
		Files.delete(this.file);
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(this::watch);
	}

	private WatchedFile<String> watch() throws IOException {
		return new WatchedFile<>(this.file, this::read, this.loop);
	}

	private String read(Path file) throws IOException {
		this.reads++;
		String text = Files.readString(file);
		if (text.equals("wrong")) {
			throw new IOException("It is wrong");
		}
		return text;
	}

	private void settle(int version) throws IOException {
		Files.setLastModifiedTime(this.file, FileTime.from(Instant.parse("2024-01-01T00:00:0" + version + "Z")));
	}

}
