package dev.torsion.names.differential.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes names of the zones into names near them: parents, children, siblings, in random
 * case.
 */
final class NameGenerator {

	private static final int MAX_NAME = 255;

	private static final List<String> LABELS = List.of("a", "b", "x", "y", "*", "www", "ns", "dn", "mail", "ent", "sub",
			"missing", "w", "z");

	private final Random random;

	private final List<byte[]> names;

	NameGenerator(Random random, List<byte[]> names) {
		this.random = random;
		this.names = names;
	}

	byte[] next() {
		byte[] name = this.names.get(this.random.nextInt(this.names.size()));
		int kind = this.random.nextInt(100);
		if (kind < 45) {
			return changeCase(name);
		}
		if (kind < 70) {
			return changeCase(prepend(label(), name));
		}
		if (kind < 78) {
			return changeCase(parent(name));
		}
		if (kind < 86) {
			return changeCase(prepend(label(), parent(name)));
		}
		if (kind < 94) {
			return changeCase(prepend(label(), prepend(label(), name)));
		}
		return (kind < 97) ? longest(name) : prepend(label(), new byte[1]);
	}

	private byte[] label() {
		if (this.random.nextInt(6) > 0) {
			return LABELS.get(this.random.nextInt(LABELS.size())).getBytes(StandardCharsets.US_ASCII);
		}
		byte[] label = new byte[1 + this.random.nextInt((this.random.nextInt(5) == 0) ? 63 : 4)];
		this.random.nextBytes(label);
		return label;
	}

	/** As many bytes as a name may have, or a few less. */
	private byte[] longest(byte[] name) {
		byte[] longer = name;
		int target = MAX_NAME - this.random.nextInt(3);
		while (target - longer.length > 1) {
			byte[] label = new byte[Math.min(1 + this.random.nextInt(63), target - longer.length - 1)];
			Arrays.fill(label, (byte) 'l');
			longer = prepend(label, longer);
		}
		return longer;
	}

	private byte[] changeCase(byte[] name) {
		if (this.random.nextBoolean()) {
			return name;
		}
		byte[] changed = name.clone();
		for (int label = 0; changed[label] != 0; label += changed[label] + 1) {
			for (int at = label + 1; at <= label + changed[label]; at++) {
				if (Character.isLetter(changed[at]) && this.random.nextBoolean()) {
					changed[at] ^= 0x20;
				}
			}
		}
		return changed;
	}

	private static byte[] parent(byte[] name) {
		return (name[0] == 0) ? name : Arrays.copyOfRange(name, name[0] + 1, name.length);
	}

	private static byte[] prepend(byte[] label, byte[] name) {
		if (label.length + 1 + name.length > MAX_NAME) {
			return name;
		}
		byte[] longer = new byte[label.length + 1 + name.length];
		longer[0] = (byte) label.length;
		System.arraycopy(label, 0, longer, 1, label.length);
		System.arraycopy(name, 0, longer, label.length + 1, name.length);
		return longer;
	}

}
