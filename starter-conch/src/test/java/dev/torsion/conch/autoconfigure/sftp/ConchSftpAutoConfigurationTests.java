package dev.torsion.conch.autoconfigure.sftp;

import java.nio.file.Path;

import dev.torsion.conch.autoconfigure.files.ConchFilesAutoConfiguration;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.sftp.session.SftpSettings;
import dev.torsion.conch.sftp.session.SftpSubsystem;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConchSftpAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				ConchFilesAutoConfiguration.class, ConchSftpAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@TempDir
	Path root;

	@Test
	void hasNoSftpWithoutARoot() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(SftpSubsystem.class));
	}

	@Test
	void servesTheRoot() {
		rooted().run((context) -> assertThat(context.getBean(SftpSubsystem.class).name()).isEqualTo("sftp"));
	}

	@Test
	void servesFilesOfTheApplication() {
		this.runner.withBean(FileAccesses.class, () -> (login) -> {
			throw new UnsupportedOperationException();
		}).run((context) -> assertThat(context).hasSingleBean(SftpSubsystem.class));
	}

	@Test
	void canBeSwitchedOff() {
		rooted().withPropertyValues("network.conch.sftp.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SftpSubsystem.class));
		rooted().withPropertyValues("network.conch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(SftpSubsystem.class));
	}

	@Test
	void readsTheUmaskInOctal() {
		SftpSettings settings = new ConchSftpProperties(true, 7, 2, "077").settings();
		assertThat(settings).isEqualTo(new SftpSettings(7, 2, 077));
		assertThat(settings.mode(0106777)).isEqualTo(0700);
		rooted().run((context) -> assertThat(context.getBean(ConchSftpProperties.class).settings())
			.isEqualTo(new SftpSettings(100, 4, 022)));
	}

	@Test
	void tellsWhatIsNotPossible() {
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new ConchSftpProperties(true, 100, 4, "18").settings())
			.satisfies((ex) -> assertThat(ex.analysis().getDescription())
				.isEqualTo("'18' in network.conch.sftp.umask is no umask of three octal digits."));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new ConchSftpProperties(true, 0, 4, "022").settings())
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("max-handles"));
		assertThatExceptionOfType(FailureAnalyzedException.class)
			.isThrownBy(() -> new ConchSftpProperties(true, 1, 17, "022").settings())
			.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("max-parallel"));
	}

	private ApplicationContextRunner rooted() {
		return this.runner.withPropertyValues("network.conch.sftp.root=" + this.root);
	}

}
