package dev.torsion.conch.auth.key;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.torsion.conch.SshRestrictions;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options of one key, see sshd(8). They are taken in their order, so that
 * {@code restrict,pty} leaves the terminal. Agents, X11 and {@code ~/.ssh/rc} are not
 * served, so that what forbids or allows them changes nothing.
 */
final class KeyOptionReader {

	private static final int MAX_VALUES = 100;

	private static final Pattern VARIABLE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=([^\\p{Cntrl}]*)");

	private static final Pattern END_POINT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:\\[\\]/]+):(\\*|[0-9]{1,5})");

	private static final Pattern TIME = Pattern.compile("([0-9]{8})([0-9]{4})?([0-9]{2})?(Z?)");

	private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
		.withResolverStyle(ResolverStyle.STRICT);

	private final Map<String, String> environment = new LinkedHashMap<>();

	private @Nullable List<String> permitOpen;

	private @Nullable List<String> permitListen;

	private @Nullable String command;

	private @Nullable List<String> principals;

	private @Nullable AddressPatterns from;

	private @Nullable Instant expiry;

	private boolean authority;

	private boolean pty = true;

	private boolean forwarding = true;

	private boolean touch = true;

	private boolean verify;

	KeyOptions read(String text) {
		for (OptionList.Option option : OptionList.read(text)) {
			if (option.value() != null) {
				valued(option.name(), option.value());
			}
			else {
				flag(option.name());
			}
		}
		return new KeyOptions(this.authority, this.principals, this.from, this.expiry, this.touch, this.verify,
				new SshRestrictions(this.command, this.pty, this.forwarding, this.permitOpen, this.permitListen,
						this.environment));
	}

	private void flag(String name) {
		switch (name) {
			case "restrict" -> {
				this.pty = false;
				this.forwarding = false;
			}
			case "cert-authority" -> this.authority = true;
			case "pty", "no-pty" -> this.pty = name.equals("pty");
			case "port-forwarding", "no-port-forwarding" -> this.forwarding = name.equals("port-forwarding");
			case "touch-required", "no-touch-required" -> this.touch = name.equals("touch-required");
			case "verify-required", "no-verify-required" -> this.verify = name.equals("verify-required");
			case "agent-forwarding", "no-agent-forwarding", "x11-forwarding", "no-x11-forwarding", "user-rc",
					"no-user-rc" ->
				{
				}
			default -> throw new IllegalArgumentException("the option '" + name + "', which is not supported");
		}
	}

	private void valued(String name, String value) {
		switch (name) {
			case "command" -> this.command = once(this.command, name, value);
			case "from" -> this.from = once(this.from, name, AddressPatterns.of(value));
			case "principals" -> this.principals = once(this.principals, name, names(value));
			case "expiry-time" -> this.expiry = earlier(time(value));
			case "environment" -> variable(value);
			case "permitopen" -> this.permitOpen = more(this.permitOpen, endPoint(value));
			case "permitlisten" ->
				this.permitListen = more(this.permitListen, endPoint(value.contains(":") ? value : "*:" + value));
			default -> throw new IllegalArgumentException("the option '" + name + "', which is not supported");
		}
	}

	private static <T> T once(@Nullable T present, String name, T value) {
		if (present != null) {
			throw new IllegalArgumentException("the option '" + name + "' twice");
		}
		return value;
	}

	private static List<String> names(String value) {
		List<String> names = Arrays.stream(value.split(",")).map(String::strip).filter((it) -> !it.isEmpty()).toList();
		if (names.isEmpty()) {
			throw new IllegalArgumentException("no principals");
		}
		return names;
	}

	private void variable(String value) {
		Matcher matcher = VARIABLE.matcher(value);
		if (!matcher.matches() || this.environment.size() == MAX_VALUES) {
			throw new IllegalArgumentException("a variable that cannot be set");
		}
		this.environment.putIfAbsent(matcher.group(1), matcher.group(2));
	}

	private static String endPoint(String value) {
		if (!END_POINT.matcher(value).matches()) {
			throw new IllegalArgumentException("an end point that is none");
		}
		return value;
	}

	private static List<String> more(@Nullable List<String> present, String value) {
		List<String> values = (present != null) ? present : new ArrayList<>();
		if (values.size() == MAX_VALUES) {
			throw new IllegalArgumentException("too many end points");
		}
		values.add(value);
		return values;
	}

	private Instant earlier(Instant expiry) {
		return (this.expiry == null || expiry.isBefore(this.expiry)) ? expiry : this.expiry;
	}

	private static Instant time(String value) {
		Matcher matcher = TIME.matcher(value);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("a time that is none");
		}
		String time = (matcher.group(2) != null) ? matcher.group(2) : "0000";
		String seconds = (matcher.group(3) != null) ? matcher.group(3) : "00";
		ZoneId zone = matcher.group(4).isEmpty() ? ZoneId.systemDefault() : ZoneOffset.UTC;
		try {
			return LocalDateTime.parse(matcher.group(1) + time + seconds, DIGITS).atZone(zone).toInstant();
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("a time that is none");
		}
	}

}
