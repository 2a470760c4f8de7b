package dev.torsion.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.torsion.mail.MailHeaders;
import dev.torsion.mail.listener.MailListener;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Mail that code gets in the place of a mailbox, and shows by HTTP.
 */
@RestController
class Guestbook {

	static final int MAX_ENTRIES = 20;

	private final Deque<Entry> entries = new ArrayDeque<>();

	@MailListener("guestbook+{guest}@demo.test")
	synchronized void sign(String guest, MailHeaders headers) {
		if (this.entries.size() == MAX_ENTRIES) {
			this.entries.removeFirst();
		}
		String subject = headers.first("Subject").orElse("");
		this.entries.addLast(new Entry(guest, subject.substring(0, Math.min(subject.length(), 200))));
	}

	@GetMapping("/api/guestbook")
	synchronized List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	record Entry(String guest, String text) {

	}

}
