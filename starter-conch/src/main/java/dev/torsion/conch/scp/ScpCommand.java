package dev.torsion.conch.scp;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a client has scp do here: {@code scp -t} takes files, {@code scp -f} sends them.
 *
 * @param sink whether files are taken
 * @param recursive -r: directories, too
 * @param preserve -p: with modes and times
 * @param directory -d: what files are put into has to be a directory
 * @param paths what to send, or where to put it
 */
record ScpCommand(boolean sink, boolean recursive, boolean preserve, boolean directory, List<ScpPath> paths) {

	/**
	 * Parses a command line.
	 * @param line the line
	 * @return the command, {@code null} if it is none
	 */
	static @Nullable ScpCommand of(String line) {
		List<ScpPath> words = line.startsWith("scp ") ? ScpWords.of(line) : null;
		if (words == null) {
			return null;
		}
		StringBuilder options = new StringBuilder();
		int i = 1;
		for (; i < words.size() && words.get(i).text().startsWith("-"); i++) {
			String word = words.get(i).text();
			if (word.equals("--")) {
				i++;
				break;
			}
			options.append(word, 1, word.length());
		}
		return of(options.toString(), List.copyOf(words.subList(i, words.size())));
	}

	private static @Nullable ScpCommand of(String options, List<ScpPath> paths) {
		boolean sink = options.contains("t");
		boolean known = options.chars().allMatch((option) -> "tfrpdvq".indexOf(option) >= 0);
		if (!known || sink == options.contains("f") || paths.isEmpty() || (sink && paths.size() > 1)) {
			return null;
		}
		return new ScpCommand(sink, options.contains("r"), options.contains("p"), options.contains("d"), paths);
	}

}
