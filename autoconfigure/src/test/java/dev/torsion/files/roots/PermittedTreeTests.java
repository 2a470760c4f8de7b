package dev.torsion.files.roots;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.torsion.files.FileChange;
import dev.torsion.files.FilePath;
import dev.torsion.files.WritableJail;
import dev.torsion.files.WritableTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PermittedTreeTests {

	private static final FilePath FILE = FilePath.of("file");

	private static final FilePath OTHER = FilePath.of("other");

	@TempDir
	Path root;

	@BeforeEach
	void createFiles() throws IOException {
		Files.writeString(this.root.resolve("file"), "inside");
		Files.writeString(this.root.resolve("other"), "");
	}

	@Test
	void asksForThePermissionOfEachAction() throws IOException {
		Map<FilePermission, List<Action>> actions = new EnumMap<>(FilePermission.class);
		actions.put(FilePermission.LIST,
				List.of((tree) -> tree.list(FilePath.ROOT, 1), (tree) -> tree.listing(FilePath.ROOT).close()));
		actions.put(FilePermission.READ, List.of((tree) -> tree.open(FILE).close(), opening(READ), opening()));
		actions.put(FilePermission.WRITE, List.of(opening(WRITE), opening(APPEND), opening(WRITE, CREATE),
				(tree) -> tree.createDirectory(FilePath.of("dir"), 0700),
				(tree) -> tree.link(FILE, FilePath.of("second")), (tree) -> tree.symlink(FilePath.of("link"), "file"),
				(tree) -> tree.change(FILE, new FileChange(1L, null, null, null), true),
				(tree) -> tree.rename(FILE, FilePath.of("moved"), false),
				(tree) -> tree.rename(FilePath.of("moved"), FILE, true)));
		actions.put(FilePermission.DELETE,
				List.of((tree) -> tree.delete(OTHER), (tree) -> tree.deleteDirectory(FilePath.of("dir"))));
		for (Map.Entry<FilePermission, List<Action>> entry : actions.entrySet()) {
			for (Action action : entry.getValue()) {
				assertThatExceptionOfType(AccessDeniedException.class)
					.isThrownBy(() -> action.run(tree(without(entry.getKey()))));
				action.run(tree(Set.of(entry.getKey())));
			}
		}
	}

	@Test
	void asksForBothOfWhoReadsAndWrites() {
		for (FilePermission one : List.of(FilePermission.READ, FilePermission.WRITE)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> opening(READ, WRITE).run(tree(Set.of(one))));
		}
	}

	@Test
	void makesNothingForWhoMayOnlyRead() {
		for (OpenOption option : List.of(CREATE, CREATE_NEW, APPEND, WRITE)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> tree(PermittedTree.READ_ONLY).open(FilePath.of("new"), Set.of(READ, option), 0600));
		}
		assertThat(this.root.resolve("new")).doesNotExist();
	}

	@Test
	void replacesNothingByRenamingWithoutLeaveToDelete() throws IOException {
		WritableTree tree = tree(Set.of(FilePermission.WRITE));
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> tree.rename(FILE, OTHER, true));
		assertThat(this.root.resolve("other")).hasContent("");
		tree(Set.of(FilePermission.WRITE, FilePermission.DELETE)).rename(FILE, OTHER, true);
		assertThat(this.root.resolve("other")).hasContent("inside");
	}

	@Test
	void letsEverybodyLookAtWhatTheyKnow() throws IOException {
		WritableTree tree = tree(Set.of(FilePermission.WRITE));
		assertThat(tree.find(FILE)).isNotNull();
		assertThat(tree.status(FILE, false).size()).isEqualTo(6);
		assertThat(tree.space(FilePath.ROOT).readOnly()).isFalse();
		assertThat(tree(PermittedTree.READ_ONLY).space(FilePath.ROOT).readOnly()).isTrue();
	}

	private static Action opening(OpenOption... options) {
		return (tree) -> tree.open(FILE, Set.of(options), 0600).close();
	}

	private static Set<FilePermission> without(FilePermission permission) {
		return Set.copyOf(EnumSet.complementOf(EnumSet.of(permission)));
	}

	private WritableTree tree(Set<FilePermission> permissions) throws IOException {
		return new PermittedTree(new WritableJail(this.root), permissions);
	}

	@FunctionalInterface
	interface Action {

		void run(WritableTree tree) throws IOException;

	}

}
