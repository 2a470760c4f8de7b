package dev.torsion.mail.store.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be told when the lock of the store has been given back.
 */
final class Notices {

	private final List<Runnable> notices = new ArrayList<>();

	void add(Runnable notice) {
		this.notices.add(notice);
	}

	void tell() {
		this.notices.forEach(Runnable::run);
	}

}
