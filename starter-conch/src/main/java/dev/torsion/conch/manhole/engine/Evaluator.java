package dev.torsion.conch.manhole.engine;

import java.io.OutputStream;

import org.springframework.security.core.Authentication;

/**
 * Who evaluates source.
 *
 * @param authentication who has logged in
 * @param terminal takes what snippets write to {@code out}
 */
public record Evaluator(Authentication authentication, OutputStream terminal) {

}
