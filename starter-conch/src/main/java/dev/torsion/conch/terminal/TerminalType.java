package dev.torsion.conch.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;

import org.springframework.util.StringUtils;

/**
 * What a terminal can do, of what JLine has in its jar: JLine would start a program,
 * {@code infocmp}, with what the peer has sent.
 */
final class TerminalType {

	private static final Set<String> KNOWN = Set.of("dumb", "dumb-color", "ansi", "xterm", "xterm-256color", "screen",
			"screen-256color", "rxvt", "rxvt-unicode", "rxvt-unicode-256color");

	private static final List<String> LIKE_SCREEN = List.of("screen", "tmux");

	private static final List<String> LIKE_XTERM = List.of("xterm", "alacritty", "foot", "ghostty", "gnome", "iterm",
			"kitty", "konsole", "ms-terminal", "mintty", "putty", "st-", "vte", "wezterm");

	private static final List<String> LIKE_VT = List.of("ansi", "cygwin", "linux", "rxvt", "vt1", "vt2", "vt3", "vt4",
			"vt5");

	private TerminalType() {
	}

	/**
	 * The known type that is most like another.
	 * @param type the type, as the peer has it
	 * @return a known one, {@code dumb} for one that nothing is known of
	 */
	static String like(String type) {
		String name = type.toLowerCase(Locale.ROOT);
		if (KNOWN.contains(name)) {
			return name;
		}
		if (begins(name, LIKE_SCREEN)) {
			return "screen-256color";
		}
		if (begins(name, LIKE_XTERM)) {
			return "xterm-256color";
		}
		return begins(name, LIKE_VT) ? "xterm" : "dumb";
	}

	private static boolean begins(String name, List<String> prefixes) {
		return StringUtils.hasText(name) && prefixes.stream().anyMatch(name::startsWith);
	}

	static void read(String known, Set<Capability> flags, Map<Capability, Integer> numbers,
			Map<Capability, String> texts) {
		InfoCmp.parseInfoCmp(Objects.requireNonNull(InfoCmp.getDefaultInfoCmp(known), known), flags, numbers, texts);
	}

}
