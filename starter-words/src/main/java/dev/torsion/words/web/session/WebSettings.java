package dev.torsion.words.web.session;

import java.time.Duration;

/**
 * What pages may do.
 *
 * @param host what is shown as the host of everybody who comes from the web
 * @param maxNick characters in a nickname
 * @param maxPages how many pages an account may have open at a time
 * @param maxHistory how many messages are told at once, and how far unread ones are
 * counted
 * @param burst how many commands are done at once
 * @param interval after how long one more is; the rest waits unread. Zero for no limit
 */
public record WebSettings(String host, int maxNick, int maxPages, int maxHistory, int burst, Duration interval) {

}
