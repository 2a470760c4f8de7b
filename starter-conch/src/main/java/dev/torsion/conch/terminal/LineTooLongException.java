package dev.torsion.conch.terminal;

import java.io.IOException;

/**
 * More was typed or pasted than a line may have. What is still to come of it would be
 * taken for lines of their own, so nothing further is to be read.
 */
public final class LineTooLongException extends IOException {

	LineTooLongException(int max) {
		super("A line has more than " + max + " characters");
	}

}
