package dev.torsion.mail.smtp.session.message;

import java.util.List;
import java.util.function.Function;

import dev.torsion.mail.MailPolicy;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * All policies as one: each is asked when the one before has agreed.
 */
public final class Policies {

	private final List<MailPolicy> policies;

	/**
	 * Joins policies.
	 * @param policies the policies, in their order
	 */
	public Policies(List<MailPolicy> policies) {
		this.policies = List.copyOf(policies);
	}

	/**
	 * Asks them all.
	 * @param question what to ask one
	 * @param loop where to go on
	 * @return completes if none has refused
	 */
	public Mono<Void> ask(Function<MailPolicy, Mono<Void>> question, Scheduler loop) {
		Mono<Void> answers = Mono.empty();
		for (MailPolicy policy : this.policies) {
			Mono<Void> answer = Mono.defer(() -> OnLoop.of(question.apply(policy), loop));
			answers = (answers == Mono.<Void>empty()) ? answer : answers.then(answer);
		}
		return answers;
	}

}
