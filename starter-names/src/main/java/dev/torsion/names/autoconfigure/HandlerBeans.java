package dev.torsion.names.autoconfigure;

import java.util.Comparator;
import java.util.List;

import dev.torsion.names.DnsHandler;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The handlers of the application in their order. One that says nothing comes before the
 * zones: whoever answers from code mostly means to win.
 */
final class HandlerBeans {

	private static final int DEFAULT = 0;

	private HandlerBeans() {
	}

	static List<DnsHandler> of(ListableBeanFactory beans) {
		return beans.getBeansOfType(DnsHandler.class)
			.entrySet()
			.stream()
			.map((entry) -> new Placed(order(beans, entry.getKey(), entry.getValue()), entry.getValue()))
			.sorted(Comparator.comparingInt(Placed::order))
			.map(Placed::handler)
			.toList();
	}

	private static int order(ListableBeanFactory beans, String name, DnsHandler handler) {
		if (handler instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Order order = beans.findAnnotationOnBean(name, Order.class);
		return (order != null) ? order.value() : DEFAULT;
	}

	private record Placed(int order, DnsHandler handler) {

	}

}
