package dev.torsion.names.differential;

import java.util.List;

/**
 * Why servers differ, as rows of a table.
 */
public final class DifferenceReasons {

	private DifferenceReasons() {
	}

	/**
	 * A row for each reason.
	 * @return the rows, without line ends
	 */
	public static List<String> rows() {
		return Rules.ALL.stream().map((rule) -> "| " + name(rule.rival()) + " | " + rule.reason() + " |").toList();
	}

	private static String name(Rival rival) {
		return switch (rival) {
			case KNOT -> "Knot";
			case NSD -> "NSD";
			case OURS -> "Torsion";
		};
	}

}
