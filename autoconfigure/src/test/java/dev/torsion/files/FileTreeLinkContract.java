package dev.torsion.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for the links in every tree that is a directory of the file system.
 */
abstract class FileTreeLinkContract extends FileTreeContract {

	@Test
	void followsLinksThatStayInside() throws IOException {
		link("relative", "dir/file");
		link("absolute", this.root.resolve("dir/file").toString());
		link("dir/sub/up", "../file");
		link("dir/sub/around", "../../dir/./sub/../../dir//file");
		link("folder", "dir");
		link("folder2", "folder/");
		link("chain", "folder2/sub/up");
		for (String name : List.of("relative", "absolute", "dir/sub/up", "dir/sub/around", "folder/file",
				"folder2/file", "folder2/sub/up", "chain")) {
			FilePath path = FilePath.of(name);
			FileEntry entry = found(name);
			assertThat(entry.name()).isEqualTo(path.name());
			assertThat(entry.size()).isEqualTo(6);
			assertThat(this.tree.path(path)).isEqualTo(this.root.toRealPath().resolve("dir/file"));
			try (OpenFile file = this.tree.open(path)) {
				assertThat(text(file)).isEqualTo("inside");
			}
		}
		assertThat(this.tree.list(FilePath.of("folder2"), 9)).extracting(FileEntry::name)
			.containsExactlyInAnyOrder("file", "sub");
	}

	@Test
	void followsLinksToTheRoot() throws IOException {
		link("dir/sub/top", "../..");
		link("dir/absolute", this.root.toString());
		link("dot", ".");
		for (String name : List.of("dir/sub/top", "dir/absolute", "dot")) {
			assertThat(found(name).directory()).isTrue();
			assertThat(this.tree.path(FilePath.of(name))).isEqualTo(this.root.toRealPath());
			assertThat(this.tree.find(FilePath.of(name + "/dir/file"))).isNotNull();
			assertThat(this.tree.list(FilePath.of(name), 9)).isNotEmpty();
		}
	}

	@Test
	void doesNotFollowLinksThatLeadOutside() throws IOException {
		link("absolute", this.outside.resolve("secret").toString());
		link("relative", "../outside/secret");
		link("dir/sub/relative", "../../../outside/secret");
		link("through", this.root + "/../outside/secret");
		link("folder", "../outside");
		link("folder2", this.outside.toString());
		link("parent", "..");
		link("chain", "parent");
		link("slash", "/");
		link("etc", "/etc/passwd");
		link("sibling", this.root + "-not/secret");
		Files.createDirectory(this.temporary.resolve("root-not"));
		Files.writeString(this.temporary.resolve("root-not/secret"), "outside");
		for (String name : List.of("absolute", "relative", "dir/sub/relative", "through", "folder", "folder/secret",
				"folder2", "folder2/secret", "parent", "parent/outside/secret", "chain/outside", "slash", "slash/etc",
				"etc", "sibling", "parent/parent")) {
			assertAbsent(name);
		}
		assertThat(this.tree.list(FilePath.ROOT, 99)).extracting(FileEntry::name).containsExactly("dir");
	}

	@Test
	void endsLoopsOfLinks() throws IOException {
		link("self", "self");
		link("a", "b");
		link("b", "a");
		link("deeper", "deeper/deeper");
		link("dir/back", "../dir/back/..");
		for (String name : List.of("self", "a", "b", "deeper", "dir/back", "self/file")) {
			assertAbsent(name);
		}
	}

	@Test
	void doesNotSeeDanglingLinks() throws IOException {
		link("dangling", "absent");
		link("through", "dir/file/below");
		link("slash", "dir/file/.");
		assertAbsent("dangling");
		assertAbsent("through");
		assertAbsent("slash");
	}

	@Test
	void followsALinkThatIsTheRoot() throws IOException {
		Path second = Files.createDirectory(this.temporary.resolve("second"));
		Files.writeString(second.resolve("file"), "second");
		Path current = Files.createSymbolicLink(this.temporary.resolve("current"), Path.of("root"));
		Files.createSymbolicLink(this.root.resolve("as-given"), current.resolve("dir/file"));
		Files.createSymbolicLink(this.root.resolve("as-real"), this.root.toRealPath().resolve("dir/file"));
		FileTree linked = open(current);
		assertThat(linked.find(FilePath.of("dir/file"))).isNotNull();
		assertThat(linked.find(FilePath.of("as-given"))).isNotNull();
		assertThat(linked.find(FilePath.of("as-real"))).isNotNull();
		Files.delete(current);
		Files.createSymbolicLink(current, Path.of("second"));
		assertThat(linked.find(FilePath.of("file"))).isNotNull();
		assertThat(linked.find(FilePath.of("dir/file"))).isNull();
	}

}
