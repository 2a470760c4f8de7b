package dev.torsion.mail.store.maildir.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.torsion.mail.store.Keywords;
import dev.torsion.mail.store.MailStoreException;

/**
 * What {@code dovecot-keywords} says: the keywords that the letters {@code a} to
 * {@code z} in names of files stand for.
 *
 * @param words the keywords by number; empty texts where a letter stands for nothing
 */
public record KeywordList(List<String> words) {

	/** No keywords. */
	public static final KeywordList EMPTY = new KeywordList(List.of());

	private static final int MAX = 26;

	public KeywordList {
		words = List.copyOf(words);
	}

	/**
	 * Reads the text of the file; lines that make no sense are left out.
	 * @param text the text
	 * @return what it says
	 */
	public static KeywordList parse(String text) {
		List<String> words = new ArrayList<>(Collections.nCopies(MAX, ""));
		text.lines().forEach((line) -> {
			int space = line.indexOf(' ');
			if ((space == 1 || space == 2) && line.substring(0, space).chars().allMatch((c) -> c >= '0' && c <= '9')
					&& Integer.parseInt(line.substring(0, space)) < MAX && space + 1 < line.length()) {
				words.set(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
			}
		});
		return new KeywordList(words);
	}

	/**
	 * The keywords that letters stand for.
	 * @param letters letters of the name of a file
	 * @return the keywords; those that cannot be told to clients are left out
	 */
	public Set<String> keywords(String letters) {
		Set<String> keywords = new LinkedHashSet<>();
		letters.chars().forEach((letter) -> {
			int number = letter - 'a';
			if (number >= 0 && number < this.words.size() && Keywords.isKeyword(this.words.get(number))) {
				keywords.add(this.words.get(number));
			}
		});
		return keywords;
	}

	/**
	 * The letters that stand for keywords.
	 * @return all of them
	 */
	public String letters() {
		StringBuilder letters = new StringBuilder();
		for (int i = 0; i < this.words.size(); i++) {
			if (!this.words.get(i).isEmpty()) {
				letters.append((char) ('a' + i));
			}
		}
		return letters.toString();
	}

	/**
	 * The letters of keywords, in any case.
	 * @param keywords the keywords, all of which are known
	 * @return the letters
	 */
	public String letters(Set<String> keywords) {
		StringBuilder letters = new StringBuilder();
		keywords.forEach((keyword) -> letters.append((char) ('a' + find(keyword))));
		return letters.toString();
	}

	/**
	 * Whether all of some keywords are known, in any case.
	 * @param keywords the keywords
	 * @return whether they are
	 */
	public boolean containsAll(Set<String> keywords) {
		return keywords.stream().allMatch((keyword) -> find(keyword) >= 0);
	}

	private int find(String keyword) {
		for (int i = 0; i < this.words.size(); i++) {
			if (this.words.get(i).equalsIgnoreCase(keyword)) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * The list with further keywords.
	 * @param keywords the keywords, known or not
	 * @return the list
	 * @throws MailStoreException if there are no letters left
	 */
	public KeywordList with(Set<String> keywords) {
		List<String> all = new ArrayList<>(this.words);
		all.addAll(Collections.nCopies(MAX - all.size(), ""));
		for (String keyword : keywords) {
			if (new KeywordList(all).find(keyword) < 0) {
				int free = all.indexOf("");
				if (free < 0) {
					throw new MailStoreException(MailStoreException.Reason.LIMIT, "There are too many keywords");
				}
				all.set(free, keyword);
			}
		}
		return new KeywordList(all);
	}

	/** The text of the file. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.words.size(); i++) {
			if (!this.words.get(i).isEmpty()) {
				text.append(i).append(' ').append(this.words.get(i)).append('\n');
			}
		}
		return text.toString();
	}

}
