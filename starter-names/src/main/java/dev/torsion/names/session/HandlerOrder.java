package dev.torsion.names.session;

import java.util.ArrayList;
import java.util.List;

import dev.torsion.names.DnsHandler;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;

/**
 * The place of the zones among the handlers: before them those without an order, and
 * those ordered before {@link DnsHandler#ZONES}.
 */
final class HandlerOrder {

	private HandlerOrder() {
	}

	static List<DnsHandler> with(List<DnsHandler> handlers, ZoneHandler zones) {
		List<DnsHandler> all = new ArrayList<>();
		handlers.stream().filter((handler) -> order(handler) < DnsHandler.ZONES).forEach(all::add);
		all.add(zones);
		handlers.stream().filter((handler) -> order(handler) >= DnsHandler.ZONES).forEach(all::add);
		return all;
	}

	private static int order(DnsHandler handler) {
		if (handler instanceof Ordered ordered) {
			return ordered.getOrder();
		}
		Integer declared = OrderUtils.getOrder(handler.getClass());
		return (declared != null) ? declared : 0;
	}

}
