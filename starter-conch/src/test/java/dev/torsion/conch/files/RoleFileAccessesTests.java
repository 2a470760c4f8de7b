package dev.torsion.conch.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.conch.test.RecordingConnection;
import dev.torsion.files.FilePath;
import dev.torsion.files.roots.FilePermission;
import dev.torsion.files.roots.FileRoots;
import dev.torsion.files.roots.PermittedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RoleFileAccessesTests {

	@TempDir
	Path homes;

	@Test
	void givesEachAccountItsOwnFiles() throws IOException {
		FileAccesses accesses = accesses(Map.of(), false);
		FileAccess alice = access(accesses, "alice");
		alice.tree().createDirectory(FilePath.of("mine"), 0700);
		assertThat(alice.user()).isEqualTo("alice");
		assertThat(this.homes.resolve("alice/mine")).isDirectory();
		assertThatExceptionOfType(NoSuchFileException.class)
			.isThrownBy(() -> access(accesses, "bob").tree().status(FilePath.of("mine"), true));
	}

	@Test
	void addsUpWhatRolesMayDo() throws IOException {
		Map<String, Set<FilePermission>> permissions = Map.of("GUEST", PermittedTree.READ_ONLY, "UPLOAD",
				Set.of(FilePermission.WRITE));
		assertThat(permitted(accesses(permissions, false), "ROLE_GUEST", "ROLE_UPLOAD"))
			.containsExactlyInAnyOrder(FilePermission.LIST, FilePermission.READ, FilePermission.WRITE);
		assertThat(permitted(accesses(permissions, false), "ROLE_UPLOAD")).containsExactly(FilePermission.WRITE);
		assertThat(permitted(accesses(permissions, true), "ROLE_GUEST", "ROLE_UPLOAD"))
			.containsExactlyInAnyOrder(FilePermission.LIST, FilePermission.READ);
		assertThat(permitted(accesses(Map.of(), false))).isEqualTo(EnumSet.allOf(FilePermission.class));
	}

	@Test
	void hasNothingForWhoMayNothing() {
		FileAccesses accesses = accesses(Map.of("OPS", Set.of(FilePermission.READ)), false);
		for (List<String> roles : List.of(List.<String>of(), List.of("ROLE_USER"), List.of("OPS"))) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> access(accesses, "alice", roles.toArray(String[]::new)));
		}
		assertThat(this.homes).isEmptyDirectory();
	}

	private Set<FilePermission> permitted(FileAccesses accesses, String... roles) throws IOException {
		return ((PermittedTree) access(accesses, "alice", roles).tree()).permissions();
	}

	private static FileAccess access(FileAccesses accesses, String user, String... roles) throws IOException {
		return accesses.of(RecordingConnection.of(user, roles).login());
	}

	private FileAccesses accesses(Map<String, Set<FilePermission>> permissions, boolean readOnly) {
		FileRoots roots = new FileRoots(this.homes + "/{user}", true, null, Clock.systemUTC());
		return new RoleFileAccesses(roots, permissions, readOnly, new ArrayList<>()::add);
	}

}
