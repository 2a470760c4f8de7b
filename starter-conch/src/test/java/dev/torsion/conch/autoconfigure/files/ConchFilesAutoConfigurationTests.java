package dev.torsion.conch.autoconfigure.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import dev.torsion.conch.SshExec;
import dev.torsion.conch.autoconfigure.scp.ConchScpAutoConfiguration;
import dev.torsion.conch.files.FileAccess;
import dev.torsion.conch.files.FileAccesses;
import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.files.FilePath;
import dev.torsion.files.FileSpace;
import dev.torsion.files.roots.FilePermission;
import dev.torsion.files.roots.PermittedTree;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConchFilesAutoConfigurationTests {

	@TempDir
	Path folder;

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				ConchFilesAutoConfiguration.class, ConchScpAutoConfiguration.class));

	@Test
	void servesNoFilesWithoutARoot() {
		this.application
			.run((context) -> assertThat(context).doesNotHaveBean(FileAccesses.class).doesNotHaveBean(SshExec.class));
	}

	@Test
	void servesFilesOfTheRoot() {
		root("").run((context) -> {
			assertThat(context).hasSingleBean(SshExec.class);
			assertThat(access(context.getBean(FileAccesses.class)).tree()).isInstanceOf(PermittedTree.class);
		});
		root("").withPropertyValues("network.conch.scp.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(FileAccesses.class).doesNotHaveBean(SshExec.class));
		root("").withPropertyValues("network.conch.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FileAccesses.class));
	}

	@Test
	void doesNotStartWithoutThatDirectory() {
		root("/absent").run((context) -> assertThat(context).getFailure()
			.rootCause()
			.hasMessageContaining(this.folder.resolve("absent").toString()));
		root("/absent/{user}").run((context) -> assertThat(context).hasFailed());
		assertThat(this.folder.resolve("absent")).doesNotExist();
	}

	@Test
	void makesDirectoriesOnlyIfToldTo() {
		root("/{user}").run((context) -> assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> access(context.getBean(FileAccesses.class))));
		root("/{user}").withPropertyValues("network.conch.sftp.create=true")
			.run((context) -> access(context.getBean(FileAccesses.class)));
		assertThat(this.folder.resolve("amy")).isDirectory();
	}

	@Test
	void permitsWhatRolesMay() {
		root("").withPropertyValues("network.conch.sftp.permissions.OPS=list,read,write")
			.run((context) -> assertThat(permitted(context.getBean(FileAccesses.class)))
				.containsExactlyInAnyOrder(FilePermission.LIST, FilePermission.READ, FilePermission.WRITE));
		root("")
			.withPropertyValues("network.conch.sftp.permissions.OPS=list,read,write",
					"network.conch.sftp.read-only=true")
			.run((context) -> assertThat(permitted(context.getBean(FileAccesses.class)))
				.isEqualTo(PermittedTree.READ_ONLY));
		root("").withPropertyValues("network.conch.sftp.permissions.OTHERS=list")
			.run((context) -> assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> access(context.getBean(FileAccesses.class))));
	}

	@Test
	void limitsTheRoom() throws IOException {
		Files.write(this.folder.resolve("file"), new byte[24]);
		root("").withPropertyValues("network.conch.sftp.quota.size=1KB", "network.conch.sftp.quota.files=10")
			.run((context) -> {
				FileSpace space = access(context.getBean(FileAccesses.class)).tree().space(FilePath.ROOT);
				assertThat(space.total()).isEqualTo(1024);
				assertThat(space.usable()).isEqualTo(1000);
			});
		root("").withPropertyValues("network.conch.sftp.quota.files=-1")
			.run((context) -> assertThat(context).hasFailed());
	}

	private ApplicationContextRunner root(String path) {
		return this.application.withPropertyValues("network.conch.sftp.root=" + this.folder + path);
	}

	private static Set<FilePermission> permitted(FileAccesses accesses) throws IOException {
		return ((PermittedTree) access(accesses).tree()).permissions();
	}

	private static FileAccess access(FileAccesses accesses) throws IOException {
		return accesses.of(RecordingConnection.of("amy", "ROLE_OPS").login());
	}

}
