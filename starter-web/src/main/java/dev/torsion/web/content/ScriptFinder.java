package dev.torsion.web.content;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.torsion.files.FileEntry;
import dev.torsion.files.FilePath;
import dev.torsion.web.Script;
import dev.torsion.web.ScriptProcessor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the script a path leads to. The file system decides where the script ends and
 * where its path info begins, never the spelling of the path. Blocks.
 */
final class ScriptFinder {

	private static final Log logger = LogFactory.getLog(ScriptFinder.class);

	/**
	 * Most complaints at level warn: whoever can name files could else fill the log.
	 */
	private static final int MAX_WARNINGS = 1000;

	private final Site site;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	ScriptFinder(Site site) {
		this.site = site;
	}

	/**
	 * Walks along a path to the first script.
	 * @param mount the mount of the path
	 * @param path the decoded path
	 * @return the script, or {@link Missing} if nothing can be there; {@code null} if the
	 * path leads past no script, so that the rules for files hold
	 * @throws AccessDeniedException if there is one that must not be run
	 */
	@Nullable Resource find(MountPoint mount, String path) throws IOException {
		Scripts scripts = mount.scripts();
		int end;
		for (int start = mount.path().length() + 1; start < path.length(); start = end + 1) {
			int slash = path.indexOf('/', start);
			end = (slash >= 0) ? slash : path.length();
			if (scripts.of(path.substring(start, end)) == null) {
				continue;
			}
			FilePath file = Resolver.parse(path.substring(mount.path().length(), end));
			FileEntry entry = (file != null) ? mount.files().find(file) : null;
			if (file == null || entry == null) {
				return Missing.MISSING;
			}
			if (!entry.directory()) {
				return script(mount, file, path.substring(0, end), path.substring(end));
			}
		}
		return scripts.areAll() ? Missing.MISSING : null;
	}

	/**
	 * The script that a file is.
	 * @param mount the mount of the file
	 * @param path its path in the mount
	 * @param name the path of the server that names it
	 * @param info what follows that
	 * @return the script, or {@link Missing} if the mount is not in the file system
	 * @throws AccessDeniedException if it must not be run
	 */
	Resource script(MountPoint mount, FilePath path, String name, String info) throws IOException {
		ScriptProcessor processor = mount.scripts().of(path.name());
		Path root = mount.files().path(FilePath.ROOT);
		Path file = mount.files().path(path);
		if (root == null) {
			warn(mount.files() + " is no directory of the file system, so scripts in it, such as " + path
					+ ", cannot be run: they are not found");
		}
		if (root == null || file == null || processor == null) {
			return Missing.MISSING;
		}
		String fault = ScriptSafety.fault(file, root, mount.scripts().areAll());
		if (fault != null) {
			warn("Refusing to run " + file + ": " + fault);
			throw new AccessDeniedException(file.toString(), null, fault);
		}
		return new ScriptResource(new Script(file, name, info, documentRoot(root)), processor);
	}

	/**
	 * Whether sending a file would show the source of a script: under the name of a link
	 * to it, or as a copy.
	 */
	boolean isSource(MountPoint mount, FilePath path) throws IOException {
		Scripts scripts = mount.scripts();
		if (scripts.isEmpty()) {
			return false;
		}
		Path file = mount.files().path(path);
		String real = (file != null) ? String.valueOf(file.getFileName()) : path.name();
		return scripts.isCopy(path.name()) || scripts.of(real) != null || scripts.isCopy(real);
	}

	private Path documentRoot(Path own) throws IOException {
		MountPoint first = this.site.mountOf("/");
		Path root = (first != null) ? first.files().path(FilePath.ROOT) : null;
		return (root != null) ? root : own;
	}

	private void warn(String message) {
		if (this.warned.size() < MAX_WARNINGS && this.warned.add(message)) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

}
