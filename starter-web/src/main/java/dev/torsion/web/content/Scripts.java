package dev.torsion.web.content;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.torsion.web.ScriptProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a mount are scripts, and who processes them.
 */
public final class Scripts {

	/**
	 * No scripts: every file is sent.
	 */
	public static final Scripts NONE = new Scripts(null, Map.of());

	/**
	 * What editors, patches and compressors put behind the name of a file for a copy of
	 * it.
	 */
	private static final Set<String> COPIES = Set.of("gz", "br", "zst", "bz2", "xz", "zip", "bak", "old", "orig",
			"save", "swp", "tmp", "rej");

	private final @Nullable ScriptProcessor all;

	private final Map<String, ScriptProcessor> byExtension;

	private Scripts(@Nullable ScriptProcessor all, Map<String, ScriptProcessor> byExtension) {
		this.all = all;
		this.byExtension = byExtension;
	}

	/**
	 * All files are scripts, as in a CGI directory.
	 * @param processor processes them
	 * @return the scripts
	 */
	public static Scripts all(ScriptProcessor processor) {
		return new Scripts(processor, Map.of());
	}

	/**
	 * Files of some extensions are scripts.
	 * @param processors the processors, by extension in lower case
	 * @return the scripts
	 */
	public static Scripts of(Map<String, ScriptProcessor> processors) {
		return processors.isEmpty() ? NONE : new Scripts(null, Map.copyOf(processors));
	}

	boolean isEmpty() {
		return this == NONE;
	}

	/**
	 * Whether this is a CGI directory, in which nothing is anything else.
	 */
	boolean areAll() {
		return this.all != null;
	}

	/**
	 * Who processes a file.
	 * @param name its name
	 * @return the processor, or {@code null} if it is no script
	 */
	@Nullable ScriptProcessor of(String name) {
		return (this.all != null) ? this.all : this.byExtension.get(extension(name));
	}

	/**
	 * Whether a file is most likely the copy of a script, such as {@code a.pl~} or
	 * {@code a.pl.gz}: no script, but its content is the source of one.
	 * @param name its name
	 */
	boolean isCopy(String name) {
		int end = name.length();
		while (end > 0 && "~. ".indexOf(name.charAt(end - 1)) >= 0) {
			end--;
		}
		String stem = name.substring(0, end);
		if (COPIES.contains(extension(stem))) {
			stem = stem.substring(0, stem.lastIndexOf('.'));
		}
		return stem.length() < name.length() && of(stem) != null;
	}

	/**
	 * Only ASCII has another case here: were the Kelvin sign a {@code k}, a name that an
	 * upload filter lets pass could become a script.
	 */
	private static String extension(String name) {
		String extension = name.substring(name.lastIndexOf('.') + 1);
		boolean ascii = extension.length() < name.length() && extension.chars().allMatch((c) -> c < 0x80);
		return ascii ? extension.toLowerCase(Locale.ROOT) : "";
	}

}
